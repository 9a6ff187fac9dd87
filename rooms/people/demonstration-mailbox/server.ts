// SPDX-License-Identifier: EUPL-1.2
/** What the demonstration mailed, for whoever shows it: decision 26 says who reads it, and why nothing of it exists elsewhere. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import { whoIs } from '#platform/http/admit.ts';
import { html } from '#platform/http/html.ts';
import { publicPage } from '#platform/http/public-page.ts';
import type { House } from '#platform/house.ts';
import type { Protocol } from '#platform/room.ts';
import type { Settings } from '#platform/settings.ts';
import { operatorsOf } from '#rooms/organisations/api.ts';
import type { Tables } from '../tables.ts';
import { mailboxPage, type DemonstrationMail } from './mailbox-page.ts';

const ADDRESS = '/demonstration/courrier';
const MOST = 50;

export const demonstrationMailbox: Protocol = {
  name: 'demonstration-mailbox',
  prefix: ADDRESS,
  plugin: async (app, house) => {
    if (isThere(house.settings)) app.get('/', (request, reply) => show(house, request, reply));
  },
};

/** Whether this installation has the mailbox: a demonstration, whose mails leave for nobody. */
export function isThere({ demonstration, mail }: Settings): boolean {
  return demonstration && mail.kind === 'outbox';
}

const asked = z.object({ adresse: z.string().trim().max(254).catch('') });

async function show(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  void reply.header('cache-control', 'no-store');
  const who = await whoIs(house, request, null);
  if (!who) return reply.redirect(`/connexion?retour=${encodeURIComponent(ADDRESS)}`, 303);
  const operators = new Set((await operatorsOf(house)).map(({ id }) => id));
  const servesOperator = who.mandates.some(({ organisationId, locked }) => operators.has(organisationId) && !locked);
  void reply.type('text/html; charset=utf-8');
  if (!servesOperator || who.supportedBy) return reply.status(403).send(refusedPage());
  const { adresse } = asked.parse(request.query);
  const mails = await mailsTo(house, adresse.toLowerCase(), { kind: 'person', personId: who.personId });
  return reply.send(mailboxPage({ address: adresse, mails, most: MOST, publicUrl: house.settings.publicUrl }));
}

function mailsTo(house: House, address: string, actor: Readonly<Record<string, unknown>>): Promise<DemonstrationMail[]> {
  return acrossOrganisations<Tables & MailTables, DemonstrationMail[]>(
    house.db,
    'people.demonstration-mailbox',
    'montrer les courriels de la démonstration',
    (tx) =>
      tx
        .selectFrom('platform.outbox_message')
        .select(['id', 'written_at as writtenAt', 'sender_name as from', 'recipient_name as name', 'recipient_address as address'])
        .select(['subject', 'text_part as text'])
        .$if(address !== '', (query) => query.where((where) => where(where.fn('strpos', ['recipient_address', where.val(address)]), '>', 0)))
        .orderBy('written_at', 'desc')
        .orderBy('id', 'desc')
        .limit(MOST)
        .execute(),
    actor,
  );
}

type MailTables = {
  'platform.outbox_message': {
    id: string;
    written_at: string;
    sender_name: string;
    recipient_name: string;
    recipient_address: string;
    subject: string;
    text_part: string | null;
  };
};

function refusedPage(): string {
  return publicPage({
    title: 'Courrier de la démonstration',
    main: html`<h1>Courrier de la démonstration</h1>
      <p class="notice notice-warning">Ce courrier se lit avec le compte d’une personne qui travaille pour un opérateur de la démonstration.</p>
      <p class="actions"><a class="button" href="/">Revenir à l’accueil</a></p>`,
  }).toString();
}
