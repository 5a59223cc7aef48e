// What has happened lately.

import {ask, count, el, empty, field, head, link, plural, show, table} from './dom.js';

const LIMIT = 200;

const KINDS = {
  'session-up': ['good', 'session up'],
  'session-down': ['bad', 'session down'],
  'configured': ['note', 'configured'],
  'reconfigured': ['note', 'reconfigured'],
  'set-aside': ['warn', 'set aside'],
  'ready': ['good', 'ready'],
  'source-connected': ['good', 'source connected'],
  'source-disconnected': ['bad', 'source disconnected'],
  'kernel-repaired': ['warn', 'kernel repaired'],
  'kernel-conflict': ['bad', 'kernel conflict'],
  'kernel-refused': ['bad', 'kernel refused'],
  'kernel-reread': ['warn', 'kernel read again'],
};

export function events(place, subject, again) {
  const list = el('div', {});
  const said = el('p', {class: 'said', role: 'status'});
  const kind = el('select', {id: 'event-kind'}, el('option', {value: ''}, 'all'),
      Object.entries(KINDS).map(([value, [, text]]) => el('option', {value}, text)));
  kind.addEventListener('change', again);
  place.append(el('h1', {}, 'Events'), el('div', {class: 'fields'}, field('Kind', kind)), said, list);

  async function refresh() {
    const report = await ask('events', {kind: kind.value, limit: LIMIT});
    said.textContent = plural(report.events.length, 'event') + ', the newest first; ' + count(report.latest)
        + ' of all kinds since the start';
    show(list, report.events.length === 0 ? empty('Nothing of that kind has happened.')
        : table('Events', ['When', 'Kind', 'About', 'What'].map(each => head(each)), report.events.map(row)));
  }

  return {refresh};
}

function row(event) {
  const [className, text] = KINDS[event.kind] ?? ['note', event.kind];
  const at = new Date(event.at);
  return el('tr', {},
      el('td', {class: 'time'}, el('time', {datetime: event.at, title: event.at},
          at.toLocaleDateString('en-CA') + ' ' + at.toLocaleTimeString('en-GB'))),
      el('td', {}, el('span', {class: 'state ' + className}, text)),
      el('th', {scope: 'row'}, about(event)),
      el('td', {class: 'reason'}, event.text));
}

function about(event) {
  if (event.kind.startsWith('session-')) {
    return el('a', {href: link('sessions', event.subject)}, event.subject);
  }
  return event.kind.startsWith('kernel-') && event.subject
      ? el('a', {href: link('explain', event.subject)}, event.subject) : event.subject;
}
