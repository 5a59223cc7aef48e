// How long the parts of a change's way take.

import {ask, count, el, empty, head, plural, show, svg, table} from './dom.js';

const STAGES = {
  datastore_to_announced: ['Datastore to announced', 'From a change of the datastore until all sessions have been given what it means for them.'],
  received_to_best: ['Received to best', 'From an UPDATE until best paths have been decided.'],
  best_to_kernel: ['Best to kernel', 'From the decision until the kernel has taken the route.'],
  start_to_ready: ['Start to ready', 'From the start of the process until most peers have announced everything.'],
};

const WIDTH = 520;
const HEIGHT = 170;
const BASE = 140;
const TOP = 16;

export function convergence(place) {
  const body = el('div', {class: 'cards wide'});
  place.append(el('h1', {}, 'Convergence'),
      el('p', {class: 'said'}, 'How often each part of a change’s way took how long, since the start of the process.'), body);

  async function refresh() {
    const report = await ask('convergence');
    show(body, report.stages.map(chart));
  }

  return {refresh};
}

function seconds(value) {
  if (value === null) {
    return 'longer';
  }
  return value < 1 ? Math.round(value * 1000) + ' ms' : value + ' s';
}

/** In which bucket so much of everything is reached. */
function quantile(stage, part) {
  let sum = 0;
  for (const bucket of stage.buckets) {
    sum += bucket.count;
    if (sum >= stage.count * part) {
      return bucket.upToSeconds === null ? 'over 120 s' : '≤ ' + seconds(bucket.upToSeconds);
    }
  }
  return '';
}

function chart(stage) {
  const [title, text] = STAGES[stage.stage] ?? [stage.stage, ''];
  if (stage.count === 0) {
    return el('section', {class: 'card'}, el('h2', {}, title), el('p', {class: 'quiet'}, text), empty('Not measured yet.'));
  }
  const mean = stage.totalSeconds / stage.count;
  const said = 'half ' + quantile(stage, 0.5) + ', 99 % ' + quantile(stage, 0.99) + ', mean '
      + (mean < 1 ? (mean * 1000).toFixed(1) + ' ms' : mean.toFixed(2) + ' s');
  return el('section', {class: 'card'}, el('h2', {}, title), el('p', {class: 'quiet'}, text),
      el('p', {}, el('strong', {}, plural(stage.count, 'measurement')), ': ' + said),
      bars(stage, title + ': ' + said),
      el('details', {id: 'table-' + stage.stage}, el('summary', {}, 'As a table'),
          table(title, [head('Up to'), head('How often', 'number')], stage.buckets.map(bucket => el('tr', {},
              el('th', {scope: 'row'}, seconds(bucket.upToSeconds)),
              el('td', {class: 'number'}, count(bucket.count)))))));
}

function bars(stage, label) {
  const most = Math.max(...stage.buckets.map(bucket => bucket.count));
  const step = WIDTH / stage.buckets.length;
  const parts = stage.buckets.map((bucket, index) => {
    const height = bucket.count === 0 ? 0 : Math.max(2, (BASE - TOP) * bucket.count / most);
    const x = index * step;
    return svg('g', {},
        svg('title', {}, 'up to ' + seconds(bucket.upToSeconds) + ': ' + count(bucket.count)),
        svg('rect', {class: 'bar', x: x + 3, y: BASE - height, width: step - 6, height, rx: 2}),
        bucket.count > 0 ? svg('text', {class: 'value', x: x + step / 2, y: BASE - height - 4}, count(bucket.count)) : null,
        svg('text', {class: 'tick', x: x + step / 2, y: BASE + 14 + (index % 2) * 12}, seconds(bucket.upToSeconds)));
  });
  return svg('svg', {class: 'chart', viewBox: '0 0 ' + WIDTH + ' ' + HEIGHT, role: 'img', 'aria-label': label},
      svg('line', {class: 'axis', x1: 0, y1: BASE, x2: WIDTH, y2: BASE}), parts);
}
