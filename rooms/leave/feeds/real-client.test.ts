// SPDX-License-Identifier: EUPL-1.2
/** A feed as a real client reads it: vdirsyncer subscribes over HTTP, khal shows the days. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import room from '../room.ts';
import { openLeave } from '../testing.ts';

const run = promisify(execFile);
const peer = needs('vdirsyncer', 'vdirsyncer').skip ? needs('vdirsyncer', 'vdirsyncer') : needs('khal', 'khal');

let it: TestHouse;
let url: string;
let folder: string;
before(async () => {
  if (peer.skip) return;
  it = await openTestHouse([organisations, people, room]);
  url = await it.app.listen({ port: 0, host: '127.0.0.1' });
  folder = await mkdtemp(join(tmpdir(), 'beffroi-khal-'));
  await mkdir(join(folder, 'conges'));
});
after(async () => {
  await it?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test('vdirsyncer subscribes to the feed and khal shows leave as whole days and half-days at their hours in Paris', peer, async () => {
  const leave = await openLeave(it);
  const agent = await leave.agent();
  const secretary = await leave.person(['secretary']);
  const away = async (fromOn: string, untilOn: string, more: object = {}) => {
    const payload = { kindId: await leave.kind('conge-annuel'), agentId: agent.id, fromOn, untilOn, ...more };
    assert.equal((await secretary({ method: 'POST', url: leave.url('/requests'), payload })).statusCode, 200);
  };
  await away('2026-12-07', '2026-12-09');
  await away('2026-12-14', '2026-12-14', { fromHalf: 'pm' });
  const { address } = (await agent.as({ method: 'POST', url: '/api/me/leave/feeds', payload: {} })).json<{ address: string }>();
  const env = await configure(url + new URL(address).pathname);
  await run('vdirsyncer', ['-c', join(folder, 'vdirsyncer'), 'discover'], { env });
  await run('vdirsyncer', ['-c', join(folder, 'vdirsyncer'), 'sync'], { env });
  const { stdout } = await run('khal', ['-c', join(folder, 'khal'), 'list', '2026-12-01', '2026-12-31', '--format', '{start-end-time-style} {title}', '--day-format', '{date}'], { env }); // prettier-ignore
  const lines = stdout.split('\n').map((line) => line.trim()).filter(Boolean); // prettier-ignore
  assert.deepEqual(
    lines.filter((line) => line.startsWith('2026')),
    ['2026-12-07', '2026-12-08', '2026-12-09', '2026-12-14'],
    stdout,
  );
  assert.match(stdout, /12:00.*Congé annuel/);
  assert.equal(lines.filter((line) => line.endsWith('Congé annuel')).length, 4, stdout);
});

async function configure(feed: string): Promise<NodeJS.ProcessEnv> {
  await writeFile(
    join(folder, 'vdirsyncer'),
    [
      '[general]',
      `status_path = "${join(folder, 'status')}"`,
      '[pair leave]',
      'a = "here"',
      'b = "there"',
      'collections = null',
      '[storage here]',
      'type = "filesystem"',
      `path = "${join(folder, 'conges')}"`,
      'fileext = ".ics"',
      '[storage there]',
      'type = "http"',
      `url = "${feed}"`,
      '',
    ].join('\n'),
  );
  await writeFile(
    join(folder, 'khal'),
    [
      '[calendars]',
      '[[conges]]',
      `path = ${join(folder, 'conges')}`,
      '[locale]',
      'local_timezone = Europe/Paris',
      'default_timezone = Europe/Paris',
      'timeformat = %H:%M',
      'dateformat = %Y-%m-%d',
      'longdateformat = %Y-%m-%d',
      'datetimeformat = %Y-%m-%d %H:%M',
      'longdatetimeformat = %Y-%m-%d %H:%M',
      '[sqlite]',
      `path = ${join(folder, 'khal.db')}`,
      '',
    ].join('\n'),
  );
  return { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, LANG: 'C.UTF-8' };
}
