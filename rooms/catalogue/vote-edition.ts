// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { commitThenForget } from './commit-then-forget.ts';
import { refuse } from './contract.ts';
import { checkContent } from './draft-edition.ts';
import { summarise } from './edition-summary.ts';
import { contentOf, findEdition, mustBeDraft } from './find-edition.ts';
import { personWhoActs } from './person-who-acts.ts';
import { nameVotedAnnex } from './revise/draft-document.ts';
import type { Act, Tables } from './tables.ts';

type VotedAct = { known: false } | { known: true; assembly: string; number: string; votedOn: string; identifier?: string | undefined };
type Input = { edition: string; revision: number; act: VotedAct };

/** Records the act that voted a draft; from then on the edition never changes. The person who records it proposes putting it in force. */
export function voteEdition(ctx: Context<Tables>, input: Input) {
  return commitThenForget(ctx, async (inside) => {
    const row = await findEdition(inside, input.edition, { toChange: true });
    mustBeDraft(row, input.revision);
    const person = personWhoActs(inside);
    const act = actOf(inside, input.act);
    // Whatever the way by which it became what it is, an edition that breaks the schema's rules is not voted.
    const content = checkContent(nameVotedAnnex(await contentOf(inside, row), act));
    const at = inside.now().toString();
    await inside.tx
      .updateTable('catalogue.edition')
      .set({ status: 'voted', content, act, proposed_by: person, proposed_at: at, changed_at: at })
      .where('organisation_id', '=', inside.organisation)
      .where('id', '=', row.id)
      .execute();
    await inside.tell('catalogue.edition-voted', { editionId: row.id, key: row.key, actNumber: act.known ? act.number : null });
    return summarise(inside, await findEdition(inside, row.id));
  });
}

function actOf(ctx: Context<Tables>, act: VotedAct): Act {
  if (!act.known) return { known: false, says: 'non communiqué' };
  if (act.votedOn > ctx.today().toString()) throw refuse('catalogue.vote-ahead', { votedOn: act.votedOn }, 'act.votedOn');
  const { assembly, number, votedOn, identifier } = act;
  return { known: true, assembly, number, votedOn, ...(identifier !== undefined && { identifier }) };
}
