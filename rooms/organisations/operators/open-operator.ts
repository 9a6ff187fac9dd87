// SPDX-License-Identifier: EUPL-1.2
import { sql, type Transaction } from 'kysely';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { foldText } from '#platform/text/fold.ts';
import { uuidV7 } from '#platform/uuid.ts';
import type { BodyKind } from '../contract/body-kinds.ts';
import { isSiren } from '../declared/siren.ts';
import { refuse } from '../contract/refusals.ts';
import { REGISTER_CHANNEL } from '../register/import-register.ts';
import { refreshSoon } from '../register/register-in-memory.ts';
import type { Tables } from '../tables.ts';
import { forgetOperators } from './operators.ts';

export type NewOperator = { slug: string; name: string; kind: BodyKind; siren?: string; department?: string };

/**
 * Makes a body an operator of this installation: the registered one of this SIREN or slug, else a new one. Repeatable. Returns its id.
 * Refuses a SIREN whose key is wrong.
 */
export async function openOperator(house: House, operator: NewOperator): Promise<string> {
  if (operator.siren !== undefined && !isSiren(operator.siren)) throw refuse('organisations.invalid-siren', { siren: operator.siren });
  const { id, isNew } = await acrossOrganisations<Tables, { id: string; isNew: boolean }>(
    house.db,
    'organisations.open-operator',
    `ouvrir l’opérateur ${operator.slug}`,
    async (tx) => {
      const bodyId = await placeBody(tx, operator, house.clock.now());
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto('organisations.operator')
        .values({ body_id: bodyId, since_on: house.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate().toString() })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      await sql`select pg_notify(${REGISTER_CHANNEL}, '')`.execute(tx);
      return { id: bodyId, isNew: numInsertedOrUpdatedRows === 1n };
    },
  );
  if (!isNew) return id;
  forgetOperators(house);
  refreshSoon(house);
  await inContext<Tables, void>(house, { actor: { kind: 'job', name: 'Installation' }, organisation: id }, (ctx) =>
    ctx.tell('organisations.operator-opened', { bodyId: id }),
  );
  return id;
}

async function placeBody(tx: Transaction<Tables>, { slug, name, kind, siren, department }: NewOperator, at: Temporal.Instant): Promise<string> {
  const standing = await tx
    .selectFrom('organisations.body')
    .select(['id', 'origin'])
    .where((where) => where.or([where('slug', '=', slug), ...(siren === undefined ? [] : [where('siren', '=', siren)])]))
    .executeTakeFirst();
  if (standing && standing.origin !== 'declared') return standing.id;
  const id = standing?.id ?? uuidV7(at.epochMilliseconds);
  if (standing) await tx.updateTable('organisations.body').set({ origin: 'operator', name, kind }).where('id', '=', id).execute();
  else
    await tx
      .insertInto('organisations.body')
      .values({
        id,
        slug,
        name,
        kind,
        siren: siren ?? null,
        insee: null,
        department: department ?? null,
        origin: 'operator',
        began_on: null,
        ended_on: null,
      })
      .execute();
  await tx
    .insertInto('organisations.body_name')
    .values({ body_id: id, folded: foldText(name), name, is_former: false, size: 0, kind, began_on: null, ended_on: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return id;
}
