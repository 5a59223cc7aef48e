// The cluster as a picture. A few members are drawn one by one, with a line for each session; many in groups, those without a
// session first and with their names. Nothing is told by colour alone: what is missing is dashed, and said in words.

import {count, plural, svg} from './dom.js';

const FEW = 40;
const NAMED = 60;
const CELL = 15;

// Where boxes begin: beside them is room for lines.
const LEFT = 36;

const GROUPS = [
  ['missing', 'missing', 'intended, and not there'],
  ['up', 'up', 'established'],
  ['reached', 'reached', 'through a reflector'],
  ['quiet', 'nothing heard', 'no session intended'],
  ['off', 'disabled', 'by an operator'],
];

const STATES = Object.fromEntries(GROUPS.map(([state, text]) => [state, text]));

export function draw(found, width, marked, label, choose) {
  const pen = {width, marked, choose};
  const all = [found.self, ...found.others];
  const reflectors = all.some(member => member.clusterId !== null);
  const [height, parts] = found.others.length > FEW ? groups(found, pen) : reflectors ? tree(all, pen) : ring(found, pen);
  return svg('svg', {class: 'cluster', viewBox: '0 0 ' + width + ' ' + height, width, height, role: 'img', 'aria-label': label}, parts);
}

function shorten(text, length) {
  return text.length > length ? text.slice(0, length - 1) + '…' : text;
}

function line(from, to, className) {
  return svg('line', {class: 'link ' + className, x1: from.x, y1: from.y, x2: to.x, y2: to.y});
}

/** A member: a circle, a square if there should be a session and is none, so that colour is not needed. */
function dot(member, at, radius, pen) {
  const className = 'dot ' + member.state + (pen.marked.has(member.name) ? ' marked' : '');
  const shape = member.state === 'missing'
      ? svg('rect', {class: className, x: at.x - radius, y: at.y - radius, width: 2 * radius, height: 2 * radius, rx: 1})
      : svg('circle', {class: className, cx: at.x, cy: at.y, r: radius});
  return svg('g', {class: 'member', onclick: () => pen.choose(member.self ? '' : member.name)},
      svg('title', {}, member.name + (member.self ? ', this speaker' : ', ' + STATES[member.state])), shape);
}

function name(member, at, anchor, length) {
  return svg('text', {class: 'name ' + (member.self ? 'self' : member.state), x: at.x, y: at.y, 'text-anchor': anchor}, shorten(member.name, length));
}

function ring(found, pen) {
  const small = pen.width < 560;
  const height = small ? pen.width : Math.min(520, Math.max(280, 200 + found.others.length * 9));
  const centre = {x: pen.width / 2, y: height / 2};
  const radius = {x: Math.min(pen.width / 2 - (small ? 40 : 150), height * 0.85), y: height / 2 - 40};
  const places = found.others.map((member, index) => {
    const angle = 2 * Math.PI * index / found.others.length - Math.PI / 2;
    return {member, angle, x: centre.x + radius.x * Math.cos(angle), y: centre.y + radius.y * Math.sin(angle)};
  });
  return [height, [
    places.map(at => line(centre, at, at.member.state)),
    places.map(at => dot(at.member, at, 7, pen)),
    small && found.others.length > 12 ? [] : places.map(at => {
      const side = Math.abs(Math.cos(at.angle)) < 0.3 ? 'middle' : Math.cos(at.angle) > 0 ? 'start' : 'end';
      const dx = side === 'middle' ? 0 : side === 'start' ? 13 : -13;
      const dy = side === 'middle' ? (Math.sin(at.angle) > 0 ? 22 : -14) : 4;
      return name(at.member, {x: at.x + dx, y: at.y + dy}, side, small ? 12 : 22);
    }),
    self(found.self, centre, pen),
  ]];
}

function self(member, at, pen) {
  return [dot(member, at, 10, pen), svg('text', {class: 'name self halo', x: at.x, y: at.y + 26, 'text-anchor': 'middle'}, shorten(member.name, 26))];
}

/** Members in rows, each with its place. */
function rows(members, width, top, cell, pitch) {
  const columns = Math.max(1, Math.floor(width / cell));
  return members.map((member, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, members.length - row * columns);
    return {member, x: width / 2 + (index % columns - (inRow - 1) / 2) * (width / columns), y: top + row * pitch};
  });
}

/** Reflectors above, everybody else below. Sessions of this speaker are seen; those of others are only intended. */
function tree(all, pen) {
  const sorted = [...all].sort((one, other) => one.name.localeCompare(other.name, 'en', {numeric: true}));
  const above = rows(sorted.filter(member => member.clusterId !== null), pen.width, 48, 150, 70);
  const bottom = above[above.length - 1].y;
  const below = rows(sorted.filter(member => member.clusterId === null), pen.width, bottom + 130, 110, 64);
  const places = [...above, ...below];
  const at = new Map(places.map(place => [place.member.name, place]));
  const own = places.find(place => place.member.self);
  const height = Math.max(...places.map(place => place.y)) + 48;
  return [height, [
    intended(places, at, own),
    places.filter(place => place !== own && ['up', 'missing', 'off'].includes(place.member.state))
        .map(place => line(own, place, place.member.state)),
    places.map(place => dot(place.member, place, place.member.self ? 10 : 7, pen)),
    places.map(place => svg('text', {
      class: 'name halo ' + (place.member.self ? 'self' : place.member.state),
      x: place.x, y: place.y + (place.member.clusterId === null ? 24 : -14), 'text-anchor': 'middle',
    }, shorten(place.member.name, place.member.clusterId === null ? 15 : 22))),
  ]];
}

/** Sessions that others should have among themselves, each once. */
function intended(places, at, own) {
  const lines = new Map();
  for (const place of places) {
    for (const peer of place.member.planned) {
      const other = at.get(peer);
      if (other && other !== own && place !== own && other !== place) {
        lines.set([place.member.name, peer].sort().join('\n'), line(place, other, 'intended'));
      }
    }
  }
  return [...lines.values()];
}

function groups(found, pen) {
  const own = {x: pen.width / 2, y: 34};
  const parts = [];
  const links = [];
  let top = 84;
  const reflectors = found.others.filter(member => member.clusterId !== null);
  const rest = found.others.filter(member => member.clusterId === null);
  if (reflectors.length > 0) {
    const places = rows(reflectors.slice(0, 24), pen.width, top + 26, 130, 58);
    places.forEach(place => {
      links.push(line(own, place, place.member.state));
      parts.push(dot(place.member, place, 8, pen), name(place.member, {x: place.x, y: place.y + 24}, 'middle', 18));
    });
    top = places[places.length - 1].y + 66;
  }
  for (const [state, title, meaning] of GROUPS) {
    const members = rest.filter(member => member.state === state);
    if (members.length > 0) {
      const box = group(members, state, count(members.length) + ' ' + title, meaning, top, pen);
      if (['missing', 'up'].includes(state)) {
        links.push(bundle(own, members, state, box, state === 'missing' ? 1 : 0));
      }
      parts.push(box.parts);
      top = box.bottom + 18;
    }
  }
  return [top, [links, parts, self(found.self, own, pen)]];
}

/** All sessions with a group as one line, down the left side and to the middle of the group's box. */
function bundle(own, members, state, box, lane) {
  const x = 8 + 8 * lane;
  const y = box.top + 18;
  const start = own.y - 5 + 8 * lane;
  const path = ['M', own.x, start, 'H', x + 8, 'Q', x, start, x, start + 8, 'V', y - 8, 'Q', x, y, x + 8, y, 'H', LEFT];
  return svg('path', {class: 'link thick ' + state, d: path.join(' ')}, svg('title', {}, plural(members.length, 'session')));
}

function group(members, state, title, meaning, top, pen) {
  const parts = [];
  const named = state === 'missing' ? members.slice(0, NAMED) : [];
  const left = LEFT + 20;
  const inner = pen.width - LEFT - 36;
  let y = top + 44;
  if (named.length > 0) {
    const columns = Math.max(1, Math.floor(inner / 180));
    named.forEach((member, index) => {
      const at = {x: left + (index % columns) * (inner / columns), y: y + Math.floor(index / columns) * 20};
      parts.push(dot(member, at, 4.5, pen), name(member, {x: at.x + 11, y: at.y + 4}, 'start', 24));
    });
    y += Math.ceil(named.length / columns) * 20 + 8;
  }
  const small = members.slice(named.length);
  const columns = Math.max(1, Math.floor(inner / CELL));
  small.forEach((member, index) => {
    parts.push(dot(member, {x: left + (index % columns) * CELL, y: y + Math.floor(index / columns) * CELL}, 4.5, pen));
  });
  const bottom = y + Math.ceil(small.length / columns) * CELL + 2;
  return {top, bottom, parts: [
    svg('rect', {class: 'group ' + state, x: LEFT, y: top, width: pen.width - LEFT - 12, height: bottom - top, rx: 6}),
    svg('text', {class: 'title', x: LEFT + 14, y: top + 23}, title, svg('tspan', {class: 'meaning', dx: 8}, meaning)),
    parts,
  ]};
}
