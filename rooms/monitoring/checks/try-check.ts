// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { heardKinds, type KindAndSettings } from '../contract/checks.ts';
import { refuse } from '../contract/refusals.ts';
import { look } from '../probes/look.ts';
import { probeHouse } from '../probes/pin.ts';
import { requireOperator, requireServed } from '../require-operator.ts';
import { probeSecrets, secretName } from '../secrets.ts';
import type { Tables } from '../tables.ts';
import { covers } from '../targets/covers.ts';
import { approvalFor } from './approval-for.ts';
import { ownCheck } from './keep-checks.ts';

type Trial = { bodyId: string; checkId: string | null; secret: string | null; check: KindAndSettings };

/** Looks once, now, and writes nothing: what the editor shows before it saves. No transaction is held while the machine thinks. */
export async function tryCheck(ctx: Context<Tables>, { bodyId, checkId, secret, check }: Trial) {
  if (heardKinds.includes(check.kind)) throw refuse('monitoring.nothing-to-try');
  const entry = { actor: ctx.actor, organisation: ctx.organisation, requestId: ctx.requestId };
  const known = await inContext<Tables, { addresses: string[]; secret: string | null }>(ctx.house, entry, async (inside) => {
    await requireOperator(inside);
    await requireServed(inside, bodyId);
    const approval = await approvalFor(inside, bodyId, check);
    const rows = await inside.tx
      .selectFrom('monitoring.approval')
      .select('address')
      .where('organisation_id', '=', inside.organisation)
      .where('id', '=', approval ?? '')
      .execute();
    const kept = checkId === null ? null : await ownCheck(inside, checkId);
    return {
      addresses: rows.map(({ address }) => address),
      secret: kept?.sealed_secret ? probeSecrets.openText(ctx.house.settings, secretName(ctx.organisation, kept.id), kept.sealed_secret) : null,
    };
  });
  const { outcome, ms, says } = await look(probeHouse(ctx.house.settings), {
    check,
    secret: secret ?? known.secret,
    allowed: (host) => known.addresses.some((address) => covers(address, host)),
    today: ctx.today(),
  });
  return { outcome, ms, says: says || 'Tout va bien.' };
}
