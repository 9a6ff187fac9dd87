// SPDX-License-Identifier: EUPL-1.2
import { sql, type RawBuilder } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { FirstStep } from '#platform/room.ts';
import { servesDevices } from '../app-passwords/device-kinds.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';

/** What a first visit asks about the account and the colleagues, ticked once it is so. */
export const firstSteps: readonly FirstStep[] = [
  {
    key: 'people.second-factor',
    title: 'Protéger votre compte',
    detail: 'Ajoutez une clé d’accès, ou un code à six chiffres donné par votre téléphone.',
    href: '/compte',
    permission: 'signed-in',
    isDone: hasSecondFactor,
  },
  {
    key: 'people.profile',
    title: 'Vérifier votre fiche de l’annuaire',
    detail: 'Ouvrez votre fiche, complétez-la et enregistrez-la : vos collègues savent alors où vous joindre.',
    href: '/o/:organisation/annuaire',
    permission: 'people.read-directory',
    isDone: hasKeptEntry,
  },
  {
    key: 'people.device',
    title: 'Connecter un appareil',
    detail: 'Téléphone ou logiciel de messagerie : chacun reçoit un mot de passe à lui.',
    href: '/compte/appareils',
    permission: 'signed-in',
    isOffered: ({ house }: Context<Tables>) => servesDevices(house),
    isDone: hasDevice,
  },
  {
    key: 'people.mail-choice',
    title: 'Choisir vos courriels de notification',
    detail: 'Aussitôt, chaque matin, chaque lundi ou jamais.',
    href: '/notifications',
    permission: 'signed-in',
    isDone: hasChosenMail,
  },
  {
    key: 'people.colleague',
    title: 'Faire entrer un collègue',
    detail: 'Préparez son arrivée : il reçoit une invitation et entre en une minute.',
    href: '/o/:organisation/mouvements/arrivee',
    permission: 'people.administer',
    isDone: hasColleague,
  },
];

async function hasSecondFactor(ctx: Context<Tables>): Promise<boolean> {
  return holds(
    ctx,
    sql`exists (select from people.passkey where person_id in (select platform.persons()))
      or exists (select from people.totp where person_id in (select platform.persons()) and confirmed_at is not null)`,
  );
}

/** The person wrote their own entry in one of the bodies: one that a colleague prepared is still to be checked. */
async function hasKeptEntry(ctx: Context<Tables>): Promise<boolean> {
  return holds(
    ctx,
    sql`exists (
      select from people.mandate m
      join people.directory_entry e on e.organisation_id = m.organisation_id and e.id = m.id
      where m.organisation_id = any (${[...ctx.organisations]}::uuid[])
        and m.person_id in (select platform.persons())
        and e.changed_by = m.person_id)`,
  );
}

async function hasDevice(ctx: Context<Tables>): Promise<boolean> {
  return holds(
    ctx,
    sql`exists (
      select from people.app_password
      where person_id in (select platform.persons())
        and revoked_at is null
        and (expires_at is null or expires_at > ${ctx.now().toString()}::timestamptz))`,
  );
}

async function holds(ctx: Context<Tables>, condition: RawBuilder<unknown>): Promise<boolean> {
  const { rows } = await sql<{ is_so: boolean }>`select ${condition} as is_so`.execute(ctx.tx);
  return rows[0]?.is_so ?? false;
}

async function hasChosenMail(ctx: Context<Tables>): Promise<boolean> {
  const { rows } = await sql`select from platform.notice_choice where person_id = ${personWhoActs(ctx).personId}`.execute(ctx.tx);
  return rows.length > 0;
}

/** Somebody else serves one of the bodies that the person administers. */
async function hasColleague(ctx: Context<Tables>): Promise<boolean> {
  const row = await ctx.tx
    .selectFrom('people.mandate')
    .select('id')
    .where('organisation_id', 'in', [...ctx.organisations])
    .where('person_id', '<>', personWhoActs(ctx).personId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
