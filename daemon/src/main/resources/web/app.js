// Shows one view at a time and keeps it fresh.

import {ask, count, duration, el, plural, Refused, setToken, show} from './dom.js';
import {sessions} from './sessions.js';
import {explain, routes} from './routes.js';
import {cluster} from './cluster.js';
import {events} from './events.js';
import {convergence} from './convergence.js';

const PACE = 5000;

// Each makes a view of a place, a subject and a function to call when something else is wanted: {refresh()}, which is called when it
// is shown, then, and now and then, one call after the other.
const VIEWS = {sessions, routes, explain, cluster, events, convergence};

const place = document.getElementById('view');
const trouble = document.getElementById('trouble');
const pause = document.getElementById('pause');

let view = null;
let shown = '';
let paused = false;
let asking = false;
let again = false;

function target() {
  const [name, ...rest] = location.hash.slice(1).split('/');
  let subject = '';
  try {
    subject = decodeURIComponent(rest.join('/'));
  } catch (error) {
    if (!(error instanceof URIError)) {
      throw error;
    }
  }
  return Object.hasOwn(VIEWS, name) ? [name, subject] : ['sessions', ''];
}

function open() {
  if (location.hash === '#main') {
    document.getElementById('main').focus();
    return;
  }
  const [name, subject] = target();
  const wanted = name + '/' + subject;
  if (wanted !== shown) {
    shown = wanted;
    place.replaceChildren();
    view = VIEWS[name](place, subject, refresh);
    for (const each of document.querySelectorAll('nav a')) {
      if (each.getAttribute('href') === '#' + name) {
        each.setAttribute('aria-current', 'page');
      } else {
        each.removeAttribute('aria-current');
      }
    }
  }
  refresh();
}

async function refresh() {
  again = true;
  if (asking) {
    return;
  }
  asking = true;
  while (again) {
    again = false;
    try {
      await view.refresh();
      summary(await ask('status', {peers: 'none'}), await ask('peers', {limit: 0}));
      show(trouble);
    } catch (error) {
      complain(error);
    }
  }
  asking = false;
}

function complain(error) {
  if (error instanceof Refused && error.status === 401) {
    if (!document.getElementById('token')) {
      show(trouble, signIn());
    }
  } else if (error instanceof Refused) {
    show(trouble, el('p', {class: 'notice bad'}, error.message));
  } else {
    show(trouble, el('p', {class: 'notice bad'}, 'The daemon does not answer. What is shown may be old. (' + error.message + ')'));
    document.getElementById('freshness').textContent = 'no answer';
  }
}

function signIn() {
  const token = el('input', {id: 'token', type: 'password', autocomplete: 'off', spellcheck: 'false'});
  const use = () => {
    setToken(token.value.trim());
    show(trouble);
    refresh();
  };
  token.addEventListener('keydown', event => {
    if (event.key === 'Enter') {
      use();
    }
  });
  return el('section', {class: 'card sign-in'},
      el('h1', {}, 'Who asks?'),
      el('p', {}, 'This daemon answers those who know its token. It is kept until this tab is closed.'),
      el('div', {class: 'fields'},
          el('label', {class: 'field'}, el('span', {}, 'Token'), token),
          el('button', {type: 'button', class: 'primary', onclick: use}, 'Continue')));
}

function figure(label, value, className = '') {
  return el('div', {}, el('dt', {}, label), el('dd', {class: className}, value));
}

function summary(status, peers) {
  const up = peers.states.Established ?? 0;
  const kernel = status.kernel;
  const source = status.source;
  const connected = !source.state.startsWith('disconnected');
  document.getElementById('node').textContent = status.routerId ?? 'not configured yet';
  document.getElementById('identity').textContent =
      (status.asNumber === null ? '' : 'AS ' + status.asNumber + ' · ') + 'nightjar ' + status.version;
  document.title = (up < peers.total ? '(' + (peers.total - up) + ' down) ' : '') + (status.routerId ?? '') + ' · Nightjar';
  show(document.getElementById('figures'),
      figure('Sessions up', count(up) + ' of ' + count(peers.total), up < peers.total ? 'bad-text' : 'good-text'),
      figure('In the kernel', kernel.enabled ? count(kernel.installed) + ' of ' + count(kernel.desired) : 'not written',
          kernel.enabled && kernel.installed < kernel.desired ? 'bad-text' : ''),
      kernel.conflicts.length > 0 ? figure('Conflicts', count(kernel.conflicts.length), 'bad-text') : null,
      status.notes.length > 0 ? figure('Set aside', plural(status.notes.length, 'object'), 'warn-text') : null,
      figure(source.kind === 'file' ? 'File' : 'Datastore', connected ? source.state : 'disconnected',
          connected ? '' : 'bad-text'),
      figure('Up for', duration(status.uptimeSeconds)));
  document.getElementById('freshness').textContent = 'as of ' + new Date().toLocaleTimeString();
}

pause.addEventListener('click', () => {
  paused = !paused;
  pause.setAttribute('aria-pressed', String(paused));
  pause.textContent = paused ? 'Go on' : 'Pause';
  if (!paused) {
    refresh();
  }
});
addEventListener('hashchange', open);
setInterval(() => {
  if (!paused && !document.hidden) {
    refresh();
  }
}, PACE);
open();
