// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overlap } from './overlap.ts';

/** What happens, each step after a turn of the loop: two that stand together say so in turn. */
function followed(fails: { making?: number; putting?: number } = {}) {
  const said: string[] = [];
  let held = 0;
  let most = 0;
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return {
    said,
    most: () => most,
    async make(item: number) {
      said.push(`makes ${item}`);
      most = Math.max(most, (held += 1));
      await turn();
      if (item === fails.making) throw new Error(`making ${item}`);
      return item;
    },
    async putAway(item: number) {
      await turn();
      if (item === fails.putting) throw new Error(`putting ${item}`);
      await turn();
      await turn();
      held -= 1;
      said.push(`put ${item}`);
    },
  };
}

test('the next is made while the last is put away, in order, and no more than two are held', async () => {
  const { make, putAway, said, most } = followed();
  await overlap([1, 2, 3], make, putAway);
  assert.deepEqual(said, ['makes 1', 'makes 2', 'put 1', 'makes 3', 'put 2', 'put 3']);
  assert.equal(most(), 2);
  await overlap([], make, putAway);
});

test('whatever fails, nothing is begun after it, and what was being put away has ended when it is told', async () => {
  const making = followed({ making: 2 });
  await assert.rejects(overlap([1, 2, 3], making.make, making.putAway), /making 2/);
  assert.deepEqual(making.said, ['makes 1', 'makes 2', 'put 1']);
  const putting = followed({ putting: 1 });
  await assert.rejects(overlap([1, 2, 3], putting.make, putting.putAway), /putting 1/);
  assert.deepEqual(putting.said, ['makes 1', 'makes 2']);
  const last = followed({ putting: 3 });
  await assert.rejects(overlap([1, 2, 3], last.make, last.putAway), /putting 3/);
});
