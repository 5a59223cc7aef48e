// Looks at two pages as somebody would who wants to know how a node is: of a node in a mesh of a thousand, of which two are there,
// and of a node with two route reflectors, of which one is there.
//
//   node web-page.mjs URL-OF-THE-MESH URL-OF-THE-TREE

import assert from 'node:assert/strict';
import {chromium} from 'playwright-core';

const [mesh, tree] = process.argv.slice(2);
const HOSTILE = '<script>window.owned=1</script><img src=x onerror=window.owned=2>';
const NO_PREFIX = '10.0.0.0/33';

/** What a search for that is answered with is told by the browser each time the page asks again. */
const REFUSED = new URLSearchParams({prefix: NO_PREFIX}).toString();
const faults = [];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid() === 0 ? ['--no-sandbox'] : [],
});

async function open(base, options = {}) {
  const page = await browser.newPage({viewport: {width: 1280, height: 860}, ...options});
  page.setDefaultTimeout(15000);
  page.on('console', message => {
    const url = message.location().url;
    if (!url.includes(REFUSED)) {
      faults.push('console: ' + message.text() + ' ' + url);
    }
  });
  page.on('pageerror', error => faults.push('error: ' + error.message));
  page.on('request', request => {
    if (!request.url().startsWith(base + '/')) {
      faults.push('request to elsewhere: ' + request.url());
    }
  });
  const response = await page.goto(base + '/');
  assert.equal(response.status(), 200);
  const policy = response.headers()['content-security-policy'];
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*/);
  assert.equal(response.headers()['x-content-type-options'], 'nosniff');
  await page.getByRole('heading', {name: 'Sessions'}).waitFor();
  return page;
}

async function view(page, name) {
  const started = Date.now();
  await page.getByRole('navigation').getByRole('link', {name, exact: true}).click();
  await page.getByRole('heading', {name, level: 1}).waitFor();
  return () => Date.now() - started;
}

async function sessions(page) {
  const rows = page.locator('tbody tr');
  await rows.nth(99).waitFor();
  await page.locator('#figures').filter({hasText: '2 of 999'}).waitFor();
  assert.match(await page.getByRole('status').last().innerText(), /^999 sessions, 1 to 100 shown/);
  assert.equal(await page.locator('tbody .state.good').count(), 0, 'those that are down come first');
  await page.screenshot({path: 'sessions-1000.png'});
  await page.getByLabel('State').selectOption('up');
  await page.locator('tbody tr:nth-child(2) .state.good').waitFor();
  await rows.nth(2).waitFor({state: 'detached'});
  await page.getByLabel('State').selectOption('');
  await page.getByRole('button', {name: 'Address'}).click();
  await page.locator('th[aria-sort=ascending]').waitFor();
  await page.getByText('127.3.0.2', {exact: true}).waitFor();
  await page.getByRole('button', {name: 'Next'}).click();
  await page.getByText('127.3.0.102', {exact: true}).waitFor();
}

/** What a peer says is shown as it was said. */
async function hostile(page) {
  await page.getByLabel('Find').fill('127.3.0.2');
  const reason = page.locator('tbody tr', {has: page.getByText('127.3.0.2', {exact: true})}).locator('.reason');
  await reason.waitFor();
  await page.getByRole('link', {name: 'Mesh_127_3_0_2', exact: true}).click();
  await page.getByRole('heading', {name: 'Mesh_127_3_0_2'}).waitFor();
  await page.getByText('What ended the last one').waitFor();
  const main = page.locator('main');
  assert.ok((await main.innerText()).includes(HOSTILE), 'the words are there');
  await view(page, 'Events');
  await page.getByText(HOSTILE).first().waitFor();
  await page.getByLabel('Kind').selectOption('session-down');
  await page.locator('.state.good').first().waitFor({state: 'detached'});
  await page.screenshot({path: 'events.png'});
  assert.equal(await main.locator('script, img').count(), 0, 'and nothing but words');
  assert.equal(await page.evaluate(() => window.owned), undefined);
}

async function routes(page) {
  await view(page, 'Routes');
  await page.getByLabel('Inside a prefix, or around an address').fill('10.103.4.5');
  await page.getByText('1 destination', {exact: true}).waitFor();
  await page.getByText('1 path').click();
  await page.getByText('AS_PATH').waitFor();
  await page.screenshot({path: 'routes.png'});
  await page.getByLabel('Inside a prefix, or around an address').fill(NO_PREFIX);
  await page.getByRole('status').last().filter({hasText: 'prefix length 33 does not fit 10.0.0.0'}).waitFor();
  await page.getByLabel('Inside a prefix, or around an address').fill('10.103.0.0/16');
  await page.getByText('1 destination', {exact: true}).waitFor();
  await page.getByRole('link', {name: 'Explain 10.103.0.0/16'}).click();
  await page.getByText('DECIDED_ONLY_ROUTE').waitFor();
  await page.screenshot({path: 'explain.png'});
}

async function thousand(page) {
  const took = await view(page, 'Cluster');
  await page.locator('svg.cluster .dot.missing').nth(996).waitFor({state: 'attached'});
  const millis = took();
  assert.equal(await page.locator('svg.cluster .dot.missing').count(), 997);
  assert.equal(await page.locator('svg.cluster .dot.up').count(), 2);
  assert.ok(millis < 5000, 'the picture of a thousand nodes took ' + millis + ' ms');
  await page.getByText('2 of 999 intended sessions are up, 997 missing.').waitFor();
  const drawn = await page.locator('svg.cluster').getAttribute('aria-label');
  assert.match(drawn, /full mesh/);
  await page.screenshot({path: 'cluster-1000.png', fullPage: true});
  await page.getByLabel('Find').fill('node0042');
  await page.locator('.dot.marked').waitFor({state: 'attached'});
  await page.getByText('Mesh_127_3_0_43').waitFor();
  return millis;
}

async function small(page) {
  await view(page, 'Cluster');
  await page.locator('.link.up').waitFor({state: 'attached'});
  assert.equal(await page.locator('.link.up').count(), 1);
  assert.equal(await page.locator('.link.missing').count(), 1);
  assert.ok(await page.locator('.link.intended').count() >= 22, 'what is intended between others');
  await page.getByText('1 of 2 intended sessions is up, 1 missing.').waitFor();
  await page.screenshot({path: 'cluster-tree.png', fullPage: true});
}

async function convergence(page) {
  await view(page, 'Convergence');
  await page.getByRole('img', {name: /Datastore to announced/}).waitFor();
  await page.getByText('As a table').first().click();
  await page.screenshot({path: 'convergence.png', fullPage: true});
}

/** On a telephone, in the dark, by keyboard. */
async function narrow(base) {
  const page = await open(base, {viewport: {width: 375, height: 760}, colorScheme: 'dark'});
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the content');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  for (const name of ['Cluster', 'Routes', 'Sessions']) {
    await view(page, name);
    await page.locator('table, .empty').first().waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, name + ' is ' + overflow + ' pixels too wide');
    await page.screenshot({path: 'narrow-' + name.toLowerCase() + '.png'});
  }
  await page.close();
}

try {
  const page = await open(mesh);
  await sessions(page);
  await hostile(page);
  await routes(page);
  const millis = await thousand(page);
  await convergence(page);
  const other = await open(tree);
  await small(other);
  await narrow(tree);
  assert.deepEqual(faults, []);
  console.log('everything is as it should be; a thousand nodes were drawn in ' + millis + ' ms');
} finally {
  await browser.close();
}
