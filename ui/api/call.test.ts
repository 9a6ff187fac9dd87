// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';
import { call, requestOf } from './call.ts';
import { ApiProblem, Unreachable } from './problem.ts';

const list = endpoint('GET /requests', { summary: 'x', query: z.object({ q: z.string().optional(), kinds: z.array(z.string()).optional() }) });
const decide = endpoint('POST /requests/:id/decision', {
  summary: 'x',
  params: z.object({ id: z.string() }),
  query: z.object({ quiet: z.boolean().optional() }),
  body: z.object({ accepts: z.boolean() }),
});
const mine = endpoint('GET /to-do', { summary: 'x', scope: 'person' });

test('puts the body, the parameters, the query and the rest where the endpoint declares them', () => {
  assert.deepEqual(requestOf(decide, { id: 'a/b', accepts: true, quiet: true }, 'bouliac'), {
    url: '/api/o/bouliac/requests/a%2Fb/decision?quiet=true',
    body: { accepts: true },
  });
  assert.deepEqual(requestOf(list, { q: 'été', kinds: ['a', 'b'] }, 'bouliac'), { url: '/api/o/bouliac/requests?q=%C3%A9t%C3%A9&kinds=a&kinds=b' });
  assert.deepEqual(requestOf(mine, {}), { url: '/api/me/to-do' });
});

test('leaves out of the query what is empty', () => {
  assert.deepEqual(requestOf(list, { q: '', kinds: undefined }, 'bouliac'), { url: '/api/o/bouliac/requests' });
});

test('is a bug without a body in the address', () => {
  assert.throws(() => requestOf(list, {}), /needs « organisation »/);
});

test('throws the refusal in the words of the server', async (t) => {
  answerWith(
    t,
    new Response(JSON.stringify({ type: 'x', title: 'Déjà posé.', status: 409, code: 'leave.overlaps', instance: 'r1' }), { status: 409 }),
  );
  await assert.rejects(
    call(list, {}, { organisation: 'bouliac' }),
    (error) => error instanceof ApiProblem && error.problem.code === 'leave.overlaps',
  );
});

test('makes a refusal of an answer that is no problem document', async (t) => {
  answerWith(t, new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'x-request-id': 'r2' } }));
  await assert.rejects(
    call(list, {}, { organisation: 'bouliac' }),
    (error) => error instanceof ApiProblem && error.problem.code === 'http.502' && error.problem.instance === 'r2',
  );
});

test('says that the server is silent when there is no answer', async (t) => {
  t.mock.method(globalThis, 'fetch', () => Promise.reject(new TypeError('fetch failed')));
  await assert.rejects(call(list, {}, { organisation: 'bouliac' }), Unreachable);
});

function answerWith(t: { mock: typeof mock }, answer: Response): void {
  t.mock.method(globalThis, 'fetch', () => Promise.resolve(answer));
}
