// SPDX-License-Identifier: EUPL-1.2
import type { TestHouse } from '#platform/testing/house.ts';
import { asOwner } from '#rooms/people/testing.ts';

export type Counted = { account: number; repository: number; objects: number; day: number };

/** What the account, the machines, the objects themselves and the days say that a body keeps: four ways to one number of bytes. */
export async function countedOf(test: Pick<TestHouse, 'ownerUrl'>, body: string): Promise<Counted> {
  const { rows } = await asOwner(test, (client) =>
    client.query<Counted>(
      `select
        (select bytes::float8 from backup.account where organisation_id = $1) as account,
        (select sum(bytes)::float8 from backup.repository where organisation_id = $1) as repository,
        (select coalesce(sum(size), 0)::float8 from backup.object where organisation_id = $1 and binned_at is null) as objects,
        (select coalesce(sum(added_bytes - removed_bytes), 0)::float8 from backup.day where organisation_id = $1) as day`,
      [body],
    ),
  );
  const [counted] = rows;
  if (!counted) throw new Error('this body has no account');
  return counted;
}
