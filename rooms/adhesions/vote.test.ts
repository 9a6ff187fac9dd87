// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countVote, quorumOf, voteSchema, type Vote } from './vote.ts';

const vote = (over: Partial<Vote>): Vote => voteSchema.parse({ inOffice: 30, present: 23, represented: 5, for: 28, against: 0, ...over });

test('the vote of 17 October 2017: 30 in office, quorum 16, 23 present, 5 represented, 28 for', () => {
  assert.deepEqual(countVote(vote({})), { quorum: 16, isQuorate: true, cast: 28, majority: 15, isAdopted: true, isTieBroken: false, faults: [] });
});

test('proxies make no quorum', () => {
  const { isQuorate, isAdopted } = countVote(vote({ present: 15, represented: 15, for: 30 }));
  assert.deepEqual([isQuorate, isAdopted], [false, false]);
  assert.equal(countVote(vote({ present: 16, represented: 14, for: 30 })).isAdopted, true);
});

test('a council convened again needs no quorum', () => {
  assert.equal(countVote(vote({ present: 4, represented: 0, for: 4, isSecondConvocation: true })).isAdopted, true);
});

test('abstentions are no votes cast', () => {
  assert.equal(countVote(vote({ for: 3, against: 2, abstained: 23 })).isAdopted, true);
  assert.equal(countVote(vote({ for: 0, against: 0, abstained: 28 })).isAdopted, false);
});

test('a tie is decided by whoever presides, in a public ballot only', () => {
  assert.equal(countVote(vote({ for: 14, against: 14 })).isAdopted, false);
  assert.equal(countVote(vote({ for: 14, against: 14, presidentVoted: 'for' })).isTieBroken, true);
  assert.equal(countVote(vote({ for: 14, against: 14, presidentVoted: 'against' })).isAdopted, false);
  assert.equal(countVote(vote({ for: 14, against: 14, isSecret: true, presidentVoted: 'for' })).isAdopted, false);
});

test('says what cannot be', () => {
  const fields = (over: Partial<Vote>) => countVote(vote(over)).faults.map(({ field }) => field);
  assert.deepEqual(fields({ present: 31, represented: 0 }), ['present']);
  assert.deepEqual(fields({ present: 16, represented: 15, for: 28 }), ['represented']);
  assert.deepEqual(fields({ present: 4, represented: 5, for: 9 }), ['represented']);
  assert.deepEqual(fields({ for: 29 }), ['for']);
  assert.deepEqual(fields({ isSecret: true, presidentVoted: 'for' }), ['presidentVoted']);
});

test('quorum and majority are each more than half', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), (members) => {
      assert.ok(quorumOf(members) * 2 > members && (quorumOf(members) - 1) * 2 <= members);
    }),
  );
});
