// Routes, by prefix, address or peer; and why one is as it is.

import {afterTyping, ask, count, el, empty, field, head, link, plural, show, table} from './dom.js';

const PAGE = 100;

const PEER = 'peer:';

export function routes(place, subject, again) {
  let trail = [null];
  const list = el('div', {});
  const said = el('p', {class: 'said', role: 'status'});
  const search = el('input', {id: 'route-search', type: 'search', placeholder: '10.0.0.0/8 or 10.1.2.3', spellcheck: 'false'});
  const peer = el('input', {id: 'route-peer', type: 'search', placeholder: 'name of a peer', spellcheck: 'false'});
  if (subject.startsWith(PEER)) {
    peer.value = subject.slice(PEER.length);
  } else {
    search.value = subject;
  }
  const restart = afterTyping(() => {
    trail = [null];
    again();
  });
  search.addEventListener('input', restart);
  peer.addEventListener('input', restart);
  place.append(
      el('h1', {}, 'Routes'),
      el('div', {class: 'fields'},
          field('Inside a prefix, or around an address', search),
          field('Heard from', peer)),
      said, list);

  async function refresh() {
    let report;
    try {
      report = await ask('routes',
          {prefix: search.value.trim(), peer: peer.value.trim(), after: trail[trail.length - 1], limit: PAGE});
    } catch (error) {
      if (error.status !== 400) {
        throw error;
      }
      said.textContent = error.message;
      show(list);
      return;
    }
    said.textContent = report.routes.length === 0 ? 'No destination matches.'
        : plural(report.routes.length, 'destination') + (report.next === null ? '' : ', and there are more');
    show(list,
        report.routes.length === 0 ? null : table('Routes',
            ['Destination', 'From', 'Next hop', 'Chosen by', 'In the kernel', ''].map(each => head(each)),
            report.routes.map(row)),
        pages(report));
  }

  function pages(report) {
    return el('p', {class: 'pages'},
        trail.length > 1 ? el('button', {type: 'button', id: 'before', onclick: () => {
          trail.pop();
          again();
        }}, 'Previous') : null,
        report.next !== null ? el('button', {type: 'button', id: 'after', onclick: () => {
          trail.push(report.next);
          again();
        }}, 'Next') : null);
  }

  return {refresh};
}

function words(reason) {
  return reason.toLowerCase().replaceAll('_', ' ');
}

function row(route) {
  const best = route.paths.find(path => path.best);
  return el('tr', {},
      el('th', {scope: 'row', class: 'code top'}, route.prefix,
          el('details', {id: 'paths-' + route.prefix},
              el('summary', {}, plural(route.paths.length, 'path')),
              el('ul', {class: 'paths'}, route.paths.map(path)))),
      el('td', {class: 'top'}, best ? best.peer : el('span', {class: 'bad-text'}, 'no path')),
      el('td', {class: 'code top'}, best?.nextHop ?? ''),
      el('td', {class: 'top'}, words(route.reason)),
      el('td', {class: 'top'}, route.kernel),
      el('td', {class: 'top'}, el('a', {href: link('explain', route.prefix), 'aria-label': 'Explain ' + route.prefix}, 'Explain')));
}

function path(each) {
  const learned = each.learned === null ? '' : ' (protocol ' + each.learned.protocol + ')';
  return el('li', {},
      el('strong', {}, each.peer + learned), each.best ? ' best' : '', ', ' + words(each.reason),
      each.nextHop ? ', next hop ' + each.nextHop : '',
      each.pathId === null ? '' : ', path ' + each.pathId,
      each.stale ? ', stale' : '',
      el('dl', {class: 'attributes'}, each.attributes.map(attribute =>
          [el('dt', {}, attribute.name), el('dd', {}, attribute.value === '' ? 'empty' : attribute.value)])));
}

export function explain(place, subject) {
  const body = el('div', {'aria-live': 'polite'});
  const question = el('input', {id: 'question', type: 'search', value: subject, placeholder: 'prefix, address or node', spellcheck: 'false'});
  const go = () => {
    location.hash = link('explain', question.value.trim());
  };
  question.addEventListener('keydown', event => {
    if (event.key === 'Enter') {
      go();
    }
  });
  place.append(
      el('h1', {}, 'Explain'),
      el('div', {class: 'fields'},
          field('Why is it as it is?', question),
          el('button', {type: 'button', id: 'explain', class: 'primary', onclick: go}, 'Explain')),
      body);

  async function refresh() {
    if (!subject) {
      show(body, empty('A prefix or an address is followed from the datastore to the kernel; a node or a peer, to its session.'));
      return;
    }
    let answer;
    try {
      answer = await ask('explain', {q: subject});
    } catch (error) {
      if (error.status !== 400 && error.status !== 404) {
        throw error;
      }
      show(body, el('p', {class: 'notice bad'}, error.message));
      return;
    }
    show(body,
        el('section', {class: 'card'}, el('h2', {class: 'code'}, answer.subject),
            el('p', {class: 'conclusion'}, answer.conclusion), el('p', {class: 'tag'}, answer.code)),
        steps(answer.steps));
  }

  return {refresh};
}

function steps(all) {
  let stage = '';
  const items = all.map(step => {
    const first = step.stage !== stage;
    stage = step.stage;
    return el('tr', {},
        el('th', {scope: 'row', class: 'top'}, first ? words(step.stage) : el('span', {class: 'hidden'}, words(step.stage))),
        el('td', {class: 'top'}, step.stage === 'EXPORT' ? step.subjects.join(', ') + ': ' + step.text : step.text,
            step.reference === null ? null
                : el('div', {class: 'code quiet'}, step.reference.key + ' @ revision ' + count(step.reference.revision))),
        el('td', {class: 'top code quiet'}, step.code));
  });
  return table('Steps', ['Stage', 'What was found', 'Code'].map(each => head(each)), items);
}
