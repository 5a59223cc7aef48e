// The sessions of this speaker: all in a table, and one in detail.

import {afterTyping, ask, count, duration, el, empty, field, head, link, plural, show, state, table} from './dom.js';

const PAGE = 100;

const COLUMNS = [
  ['state', 'State', ''], ['name', 'Name', ''], ['address', 'Address', ''], ['as', 'AS', 'number'],
  ['time', 'Since', 'number'], ['received', 'Received', 'number'], ['accepted', 'Accepted', 'number'],
  ['advertised', 'Advertised', 'number'], [null, 'Why it is down, or was last', ''],
];

export function sessions(place, subject, again) {
  return subject ? one(place, subject) : all(place, again);
}

function all(place, again) {
  const wanted = {q: '', state: '', sort: 'health', order: 'asc', offset: 0, limit: PAGE};
  const list = el('div', {});
  const said = el('p', {class: 'said', role: 'status'});
  const search = el('input', {id: 'session-search', type: 'search', placeholder: 'name, address or AS', spellcheck: 'false'});
  const which = el('select', {id: 'session-state'},
      [['', 'all'], ['down', 'down'], ['up', 'up']].map(([value, text]) => el('option', {value}, text)));
  const change = () => {
    wanted.q = search.value.trim();
    wanted.state = which.value;
    wanted.offset = 0;
    again();
  };
  search.addEventListener('input', afterTyping(change));
  which.addEventListener('change', change);
  place.append(
      el('h1', {}, 'Sessions'),
      el('div', {class: 'fields'}, field('Find', search), field('State', which)),
      said, list);

  async function refresh() {
    const report = await ask('peers', wanted);
    const shown = report.peers.length;
    said.textContent = report.matching === 0
        ? 'No session of ' + count(report.total) + ' matches.'
        : plural(report.matching, 'session') + (shown < report.matching
            ? ', ' + count(wanted.offset + 1) + ' to ' + count(wanted.offset + shown) + ' shown' : '')
            + (wanted.sort === 'health' ? '; those that are down come first' : '');
    show(list,
        table('Sessions', COLUMNS.map(heading), report.peers.map(row)),
        pages(report));
  }

  function heading([order, text, className]) {
    if (order === null) {
      return head(text, className);
    }
    const active = wanted.sort === order;
    const turn = () => {
      wanted.order = active && wanted.order === 'asc' ? 'desc' : 'asc';
      wanted.sort = order;
      wanted.offset = 0;
      again();
    };
    const sorted = active ? (wanted.order === 'asc' ? 'ascending' : 'descending') : 'none';
    return el('th', {scope: 'col', class: className, 'aria-sort': sorted},
        el('button', {type: 'button', id: 'sort-' + order, onclick: turn}, text));
  }

  function pages(report) {
    const turn = offset => () => {
      wanted.offset = offset;
      again();
    };
    return el('p', {class: 'pages'},
        wanted.offset > 0
            ? el('button', {type: 'button', id: 'before', onclick: turn(Math.max(0, wanted.offset - PAGE))}, 'Previous') : null,
        report.next !== null ? el('button', {type: 'button', id: 'after', onclick: turn(report.next)}, 'Next') : null);
  }

  return {refresh};
}

function row(peer) {
  return el('tr', {},
      el('td', {}, state(peer)),
      el('th', {scope: 'row'}, el('a', {href: link('sessions', peer.name)}, peer.name),
          peer.leaving ? el('span', {class: 'tag'}, 'leaving') : null),
      el('td', {class: 'code'}, peer.address),
      el('td', {class: 'number'}, String(peer.asNumber)),
      el('td', {class: 'number'}, duration(peer.secondsInState)),
      el('td', {class: 'number'}, count(peer.received)),
      el('td', {class: 'number'}, count(peer.accepted)),
      el('td', {class: 'number'}, count(peer.advertised)),
      el('td', {class: 'reason'}, peer.lastError ?? peer.lastDown ?? ''));
}

function one(place, name) {
  const body = el('div', {});
  place.append(el('p', {class: 'crumb'}, el('a', {href: '#sessions'}, 'All sessions')), el('h1', {}, name), body);

  async function refresh() {
    const peer = await ask('peers/' + encodeURIComponent(name));
    const session = peer.session;
    show(body,
        el('div', {class: 'cards'},
            card('Session', [
              ['State', state({state: peer.state, enabled: session.setup.enabled})],
              ['For', duration(peer.secondsInState)],
              ['Address', peer.address + ', port ' + session.setup.port],
              ['AS', peer.asNumber + ' (' + session.setup.type + ')'],
              ['Why it is down', peer.lastError],
              ['What ended the last one', peer.lastDown],
              ['Established', plural(session.counters.established, 'time')],
              ['Protection', protection(session.setup.transport)],
              ['Messages', count(session.counters.messagesReceived) + ' received, ' + count(session.counters.messagesSent) + ' sent'],
            ]),
            card('Routes', [
              ['Received', count(session.routes.received)],
              ['Accepted', count(session.routes.accepted)],
              ['In use', count(session.routes.best)],
              ['Stale', count(session.routes.stale)],
              ['Advertised', count(session.routes.advertised)],
              ['Still to be told', count(session.routes.behind)],
            ]),
            card('Agreed on', agreement(session.negotiated))),
        el('p', {class: 'pages'}, el('a', {href: link('routes', 'peer:' + name)}, 'Routes from this peer')),
        table('Families', ['Family', 'Received', 'Everything received', 'Everything sent', 'Stale', 'Limit'].map(each => head(each)),
            session.families.map(family)));
  }

  return {refresh};
}

function family(each) {
  return el('tr', {},
      el('th', {scope: 'row'}, each.family),
      el('td', {}, count(each.received)),
      el('td', {}, each.endOfRibReceived ? 'yes' : 'no'),
      el('td', {}, each.endOfRibSent ? 'yes' : 'no'),
      el('td', {}, each.stale ?? 'no'),
      el('td', {}, each.limit === null ? 'none' : count(each.limit.maximum) + ' (' + each.limit.state + ')'));
}

function protection(transport) {
  const parts = [transport.md5 ? 'TCP MD5' : null, transport.ttlSecurity ? 'TTL security' : null].filter(part => part);
  return parts.length > 0 ? parts.join(', ') : 'none';
}

function agreement(agreed) {
  if (agreed === null) {
    return [['Nothing', 'there is no session']];
  }
  const restart = agreed.gracefulRestart;
  return [
    ['Identifier of the peer', agreed.peerIdentifier],
    ['Our end', agreed.localAddress],
    ['Families', agreed.families.join(', ')],
    ['Hold time', agreed.times.hold === 0 ? 'none' : agreed.times.hold + ' s'],
    ['Route refresh', agreed.routeRefresh ? (agreed.enhancedRouteRefresh ? 'enhanced' : 'yes') : 'no'],
    ['Several paths', agreed.addPath.map(each => each.family).join(', ') || 'no'],
    ['Graceful restart', restart === null ? 'no' : restart.mode + ', ' + restart.keptSeconds + ' s'],
    ['Longest message', count(agreed.maxMessageLength) + ' octets'],
  ];
}

function card(title, pairs) {
  return el('section', {class: 'card'}, el('h2', {}, title),
      el('dl', {class: 'pairs'}, pairs.filter(([, value]) => value !== null && value !== '').map(([name, value]) =>
          [el('dt', {}, name), el('dd', {}, value)])),
      pairs.length === 0 ? empty('nothing') : null);
}
