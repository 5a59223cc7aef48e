// Elements, questions to the daemon, and how things are written. Text only ever becomes text: nothing here reads markup.

const TOKEN = 'nightjar-token';

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** An element with attributes and listeners (onclick: function), and children that are elements or text. */
export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (value === true) {
      element.setAttribute(key, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, String(value));
    }
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined));
  return element;
}

// While a button is pressed nothing is exchanged under it: the click would be lost.
const waiting = new Map();
let pressed = false;

addEventListener('pointerdown', () => {
  pressed = true;
}, true);
for (const end of ['pointerup', 'pointercancel', 'blur']) {
  addEventListener(end, () => setTimeout(release), true);
}

function release() {
  pressed = false;
  const late = [...waiting];
  waiting.clear();
  late.forEach(([place, children]) => exchange(place, children));
}

/** What is shown in a place from now on; the focus, and what was unfolded, stay if there is still something with that id. */
export function show(place, ...children) {
  if (pressed) {
    waiting.set(place, children);
  } else {
    exchange(place, children);
  }
}

function exchange(place, children) {
  const focused = place.contains(document.activeElement) ? document.activeElement.id : '';
  const open = [...place.querySelectorAll('details[open][id]')].map(each => each.id);
  place.replaceChildren(...children.flat(Infinity).filter(child => child !== null && child !== undefined));
  for (const id of open) {
    document.getElementById(id)?.setAttribute('open', '');
  }
  if (focused) {
    document.getElementById(focused)?.focus({preventScroll: true});
  }
}

/** Asks the daemon; the parameters that are empty are left out. */
export async function ask(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== '' && value !== null && value !== undefined) {
      query.set(name, value);
    }
  }
  const token = sessionStorage.getItem(TOKEN);
  const text = query.toString();
  const response = await fetch('/api/v1/' + path + (text ? '?' + text : ''), {
    headers: token ? {Authorization: 'Bearer ' + token} : {},
    cache: 'no-store',
    credentials: 'same-origin',
  });
  const body = await response.json();
  if (!response.ok) {
    throw new Refused(response.status, body.error ?? 'refused with ' + response.status);
  }
  return body;
}

export function setToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

/** A path to a view with a subject. */
export function link(view, subject) {
  return '#' + view + (subject ? '/' + encodeURIComponent(subject) : '');
}

export function count(number) {
  return number.toLocaleString('en');
}

export function plural(number, word, words = word + 's') {
  return count(number) + ' ' + (number === 1 ? word : words);
}

/** Seconds for people, in the two greatest units. */
export function duration(seconds) {
  const units = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];
  const first = units.findIndex(([, size]) => seconds >= size);
  if (first < 0) {
    return '0 s';
  }
  let rest = seconds;
  return units.slice(first, first + 2)
      .map(([unit, size]) => {
        const whole = Math.floor(rest / size);
        rest -= whole * size;
        return whole > 0 ? whole + ' ' + unit : '';
      })
      .filter(part => part)
      .join(' ');
}

/** The state of a session, in colour and in words. */
export function state(session) {
  const kind = kindOf(session);
  return el('span', {class: 'state ' + kind}, kind === 'off' ? 'Disabled' : session.state);
}

export function kindOf(session) {
  if (session.state === 'Established') {
    return 'good';
  }
  return session.enabled ? 'bad' : 'off';
}

/** Called when nothing has been typed for a moment. */
export function afterTyping(action) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, 250);
  };
}

/** A field with its label above. */
export function field(label, control) {
  return el('label', {class: 'field'}, el('span', {}, label), control);
}

export function table(caption, heads, rows) {
  return el('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption},
      el('table', {},
          el('caption', {class: 'hidden'}, caption),
          el('thead', {}, el('tr', {}, heads)),
          el('tbody', {}, rows)));
}

export function head(text, className = '') {
  return el('th', {scope: 'col', class: className}, text);
}

export function empty(text) {
  return el('p', {class: 'empty'}, text);
}
