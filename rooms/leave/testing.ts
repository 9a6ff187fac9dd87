// SPDX-License-Identifier: EUPL-1.2
/** A body with its kinds, teams and agents, in a few words. */
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { makeBody, makePerson, signedIn, type Caller, type TestBody, type TestPerson } from '#rooms/people/testing.ts';
import type { NewAgent } from './agents/write-working-time.ts';
import { addAgents } from './agents/add-agents.ts';
import type { Pattern } from './law/working-time.ts';
import { startLeave } from './setup/start-leave.ts';
import type { Tables } from './tables.ts';

/** Five days of seven hours. */
export const fullWeek: Pattern = [[210, 210, 210, 210, 210, 210, 210, 210, 210, 210, 0, 0, 0, 0]];
/** Four days of seven hours, Friday off. */
export const fourDays: Pattern = [[210, 210, 210, 210, 210, 210, 210, 210, 0, 0, 0, 0, 0, 0]];

export type TestAgent = { id: string; person: TestPerson; as: Caller };

export type TestLeave = {
  body: TestBody;
  /** Runs as a job of the body. */
  within: <Result>(work: (ctx: Context<Tables>) => Promise<Result>) => Promise<Result>;
  kind: (key: string) => Promise<string>;
  team: (name: string, minimum?: number) => Promise<string>;
  agent: (over?: Partial<NewAgent> & { roles?: string[] }) => Promise<TestAgent>;
  manages: (agent: TestAgent, teamId: string, level?: 1 | 2) => Promise<void>;
  /** Somebody who is no agent: a mayor, a secretary seen from outside. */
  person: (roles: string[]) => Promise<Caller>;
  url: (path: string) => string;
};

/** Opens leave in a new body. */
export async function openLeave(test: TestHouse): Promise<TestLeave> {
  const body = await makeBody(test);
  const within: TestLeave['within'] = (work) => inContext(test.house, { actor: { kind: 'job', name: 'essai' }, organisation: body.id }, work);
  await within((ctx) => startLeave(ctx, { schoolZone: 'A' }));
  let count = 0;
  return {
    body,
    within,
    kind: (key) => within(async (ctx) => (await ctx.tx.selectFrom('leave.kind').select('id').where('key', '=', key).executeTakeFirstOrThrow()).id),
    team: (name, minimum = 0) =>
      within(async (ctx) => {
        const id = ctx.newId();
        await ctx.tx
          .insertInto('leave.team')
          .values({ organisation_id: ctx.organisation, id, name, minimum_present: minimum, archived_at: null })
          .execute();
        return id;
      }),
    async agent({ roles = ['agent'], ...over } = {}) {
      const person = await makePerson(test, [{ in: body, roles }]);
      const [id = ''] = await within((ctx) =>
        addAgents(ctx, [
          {
            personId: person.id,
            familyName: `Essai ${(count += 1)}`,
            givenName: 'Camille',
            status: 'titulaire',
            category: 'C',
            unit: 'day',
            arrivedOn: '2020-01-01',
            workingTime: { terms: fullWeek, percent: 100, fullTimeMinutes: 2100 },
            ...over,
          },
        ]),
      );
      return { id, person, as: await signedIn(test.app, person) };
    },
    manages: ({ id }, teamId, level = 1) =>
      within(async (ctx) => {
        await ctx.tx
          .insertInto('leave.manager')
          .values({ organisation_id: ctx.organisation, id: ctx.newId(), team_id: teamId, agent_id: id, level })
          .execute();
      }),
    person: async (roles) => signedIn(test.app, await makePerson(test, [{ in: body, roles }])),
    url: (path) => `/api/o/${body.slug}/leave${path}`,
  };
}
