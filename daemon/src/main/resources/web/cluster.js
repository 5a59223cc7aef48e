// Who is in the cluster: what is intended, drawn over what is. Picture and table show the same.

import {afterTyping, ask, count, duration, el, empty, field, head, link, plural, show, table} from './dom.js';
import {draw} from './picture.js';

const LISTED = 50;

// In the order in which they are listed: what is not well comes first.
const KINDS = {
  missing: ['bad', 'no session', 'A session is intended, and there is none.'],
  up: ['good', 'up', 'The session is established.'],
  reached: ['reached', 'reached', 'No session is intended; routes lead there, which came through a reflector.'],
  quiet: ['off', 'nothing heard', 'No session is intended, and no route leads there.'],
  off: ['off', 'disabled', 'An operator has disabled the session.'],
};

const ORDER = Object.keys(KINDS);

/** What is to be said of a member as seen from this speaker. */
function kindOf(member, self, report) {
  if (member.sessions.length > 0) {
    const wanted = member.sessions.filter(session => session.enabled);
    if (wanted.length === 0) {
      return 'off';
    }
    return wanted.every(session => session.state === 'Established') ? 'up' : 'missing';
  }
  const meshed = report.mesh && self.meshed && member.meshed;
  if (meshed || self.planned.includes(member.name) || member.planned.includes(self.name)) {
    return 'missing';
  }
  return member.routes > 0 ? 'reached' : 'quiet';
}

function digest(report) {
  const self = report.members.find(member => member.self);
  const others = report.members.filter(member => !member.self)
      .map(member => ({...member, state: kindOf(member, self, report)}))
      .sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || compare(one.name, other.name));
  return {self: {...self, state: 'self'}, others, mesh: report.mesh};
}

function compare(one, other) {
  return one.localeCompare(other, 'en', {numeric: true});
}

export function cluster(place, subject) {
  const search = el('input', {id: 'member-search', type: 'search', placeholder: 'name or address', spellcheck: 'false', value: subject});
  const said = el('p', {class: 'said', role: 'status'});
  const picture = el('div', {class: 'picture'});
  const list = el('div', {});
  let drawn = '';
  let latest = null;
  search.addEventListener('input', afterTyping(() => latest && render(latest)));
  place.append(el('h1', {}, 'Cluster'), said, picture, legend(),
      el('div', {class: 'fields'}, field('Find', search)), list);

  function render(found) {
    const text = search.value.trim().toLowerCase();
    const matching = found.others.filter(member => matches(member, text));
    const marked = new Set(text === '' ? [] : matching.map(member => member.name));
    const width = Math.max(300, Math.min(1120, Math.floor(picture.clientWidth)));
    const key = JSON.stringify([width, [...marked], found.others.map(each => [each.name, each.state])]);
    if (key !== drawn) {
      drawn = key;
      show(picture, draw(found, width, marked, sentence(found), choose));
    }
    show(list, matching.length === 0 ? empty(text ? 'Nobody matches.' : 'There is nobody else.')
        : table('Members', [...['State', 'Name', 'Where', 'Session'].map(each => head(each)), head('Routes to it', 'number')],
            matching.slice(0, LISTED).map(row)),
    matching.length > LISTED ? el('p', {class: 'quiet'}, 'and ' + count(matching.length - LISTED) + ' more') : null);
  }

  function choose(name) {
    search.value = name;
    render(latest);
    search.focus();
  }

  async function refresh() {
    latest = digest(await ask('cluster'));
    said.textContent = sentence(latest);
    render(latest);
  }

  return {refresh};
}

function matches(member, text) {
  return text === '' || member.name.toLowerCase().includes(text) || member.addresses.some(address => address.includes(text));
}

function tally(found) {
  const numbers = Object.fromEntries(ORDER.map(kind => [kind, 0]));
  found.others.forEach(member => numbers[member.state]++);
  return numbers;
}

function sentence(found) {
  const numbers = tally(found);
  const wanted = numbers.up + numbers.missing;
  const reflectors = [found.self, ...found.others].filter(member => member.clusterId !== null).length;
  const shape = [found.mesh ? 'a full mesh' : null, reflectors > 0 ? plural(reflectors, 'route reflector') : null].filter(part => part);
  return (shape.length > 0 ? 'The datastore wants ' + shape.join(' and ') + '. ' : '')
      + (wanted === 0 ? 'No session is intended here.'
          : count(numbers.up) + ' of ' + plural(wanted, 'intended session') + ' ' + (numbers.up === 1 ? 'is' : 'are') + ' up'
              + (numbers.missing > 0 ? ', ' + count(numbers.missing) + ' missing.' : '.'))
      + (numbers.reached > 0 ? ' ' + plural(numbers.reached, 'other member') + ' reached through a reflector.' : '');
}

function legend() {
  return el('ul', {class: 'legend'}, Object.entries(KINDS).map(([, [className, text, meaning]]) =>
      el('li', {title: meaning}, el('span', {class: 'state ' + className}, text))));
}

function row(member) {
  const [className, text] = KINDS[member.state];
  const tags = [member.clusterId === null ? null : 'reflector ' + member.clusterId, member.kind === 'peer' ? 'no node' : null];
  return el('tr', {},
      el('td', {class: 'top'}, el('span', {class: 'state ' + className}, text)),
      el('th', {scope: 'row', class: 'top'}, el('a', {href: link('explain', member.name)}, member.name),
          tags.filter(tag => tag).map(tag => el('span', {class: 'tag'}, tag))),
      el('td', {class: 'code top'}, member.addresses.join(', ')),
      el('td', {class: 'top'}, member.sessions.length === 0 ? planned(member) : member.sessions.map(session =>
          el('div', {}, el('a', {href: link('sessions', session.peer)}, session.peer), ': ' + session.state + ' for '
              + duration(session.secondsInState) + (session.reason === null ? '' : ', ' + session.reason)))),
      el('td', {class: 'number top'}, count(member.routes)));
}

function planned(member) {
  if (member.state === 'missing') {
    return 'intended, and left out: see what is set aside';
  }
  return member.plannedCount === 0 ? 'none with this node'
      : 'with ' + member.planned.slice(0, 4).join(', ')
          + (member.plannedCount > 4 ? ' and ' + (member.plannedCount - 4) + ' more' : '');
}
