// SPDX-License-Identifier: EUPL-1.2
/** What the person is asked on their way into an application: sign in, for which body, do you agree. */
import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Client, Provider } from 'oidc-provider';
import { z } from 'zod';
import type { SignedIn } from '#platform/access/provided.ts';
import { whoIs } from '#platform/http/admit.ts';
import { contentSecurityPolicy } from '#platform/http/headers.ts';
import type { Html } from '#platform/http/html.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { levelOf, levelsAsked } from './assurance.ts';
import { doorsOf } from './entries.ts';
import { openIdProvider } from './provider.ts';
import { lostPage, noDoorPage, questionPage, supportPage } from './question-pages.ts';
import { digestOf } from '../secrets.ts';
import { withFormTargets } from './widen-form-targets.ts';

type Interaction = InstanceType<Provider['Interaction']>;
type Question = { provider: Provider; interaction: Interaction; client: Client; who: SignedIn | null };

/** Shows the question, or goes on where there is none left: a person who just signed in, an address that is no longer good. */
export async function showQuestion(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const question = await questionOf(house, request, reply);
  if (!question) return page(reply, lostPage(), []);
  const { interaction, client, who } = question;
  if (!who) return atTheDoor(reply, interaction, null);
  if (who.supportedBy) return page(reply, supportPage(interaction.uid, formKey(house, interaction, who)), client.redirectUris ?? []);
  if (interaction.prompt.name === 'login') return passLogin(question, who, reply);
  const doors = await doorsOf(house, who, client.clientId);
  const key = formKey(house, interaction, who);
  if (doors.length === 0) {
    await recordRefusal(house, who, client);
    return page(reply, noDoorPage({ uid: interaction.uid, key, client, who }), client.redirectUris ?? []);
  }
  return page(reply, questionPage({ uid: interaction.uid, key, client, who, doors, ...asked(interaction, client) }), client.redirectUris ?? []);
}

const answerSchema = z.object({ key: z.string().max(100), decision: z.enum(['enter', 'refuse']), mandate: z.uuid().optional() });

/** Takes the answer: only a POST from our own page, by the person to whom it was shown. */
export async function answerQuestion(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const question = await questionOf(house, request, reply);
  const answer = answerSchema.safeParse(request.body);
  if (!question?.who || !answer.success) return page(reply, lostPage(), []);
  const { interaction, client, who } = question;
  if (!isSame(answer.data.key, formKey(house, interaction, who))) return page(reply, lostPage(), []);
  if (answer.data.decision === 'refuse' || who.supportedBy) {
    return goOn(reply, interaction, { error: 'access_denied', error_description: 'the person did not enter' });
  }
  const doors = await doorsOf(house, who, client.clientId);
  const door = doors.find(({ mandateId }) => mandateId === answer.data.mandate) ?? (doors.length === 1 ? doors[0] : undefined);
  if (!door) return page(reply, lostPage(), []);
  if (door.locked) return atTheDoor(reply, interaction, 'second-factor');
  return goOn(reply, interaction, { ...interaction.lastSubmission, select_account: { mandateId: door.mandateId }, consent: { agreed: true } });
}

async function questionOf(house: House, request: FastifyRequest, reply: FastifyReply): Promise<Question | null> {
  const { provider } = await openIdProvider(house);
  const interaction = await readInteraction(provider, request, reply);
  const { uid } = request.params as { uid: string }; // the route names it
  if (!interaction || interaction.uid !== uid) return null;
  const client = await provider.Client.find(String(interaction.params['client_id']));
  return client ? { provider, interaction, client, who: await whoIs(house, request, null) } : null;
}

// The cookie that the provider signed for this very question: an address sent by somebody else opens nothing.
async function readInteraction(provider: Provider, request: FastifyRequest, reply: FastifyReply): Promise<Interaction | null> {
  try {
    return await provider.interactionDetails(request.raw, reply.raw);
  } catch (error) {
    if (error instanceof Error && error.name === 'SessionNotFound') return null;
    throw error;
  }
}

/** Goes on once the person proved who they are since the question was asked, or by enough factors; otherwise sends them to the door. */
async function passLogin({ interaction }: Question, who: SignedIn, reply: FastifyReply): Promise<FastifyReply> {
  const { reasons } = interaction.prompt;
  const mustBeFresh = reasons.some((reason) => ['login_prompt', 'max_age', 'id_token_hint', 'claims_id_token_sub_value'].includes(reason));
  // The interaction knows whole seconds.
  const isFresh = Math.floor(Date.parse(who.provenAt) / 1000) >= (interaction.iat ?? 0) - 1;
  if (mustBeFresh && !isFresh) return atTheDoor(reply, interaction, 'again');
  const isShort = reasons.some((reason) => ['second_factor', 'essential_acr', 'essential_acrs'].includes(reason)) && !who.methods.includes('mfa');
  if (isShort) return atTheDoor(reply, interaction, 'second-factor');
  // The session here is a new one since: the question belonged to the former.
  interaction.session = undefined;
  return goOn(reply, interaction, {
    ...interaction.lastSubmission,
    login: {
      accountId: who.personId,
      ts: Math.floor(Date.parse(who.provenAt) / 1000),
      amr: [...who.methods],
      acr: levelOf(who.methods, levelsAsked(interaction.params)),
      remember: true,
    },
  });
}

/** Where one signs in, or, already signed in, gives the proof that is missing or too old; both come back to the question. */
function atTheDoor(reply: FastifyReply, interaction: Interaction, why: 'again' | 'second-factor' | null): FastifyReply {
  const retour = `/oidc/entrer/${interaction.uid}`;
  if (why) return reply.redirect(`/compte/confirmer?${new URLSearchParams({ retour })}`, 303);
  const hint: unknown = interaction.params['login_hint'];
  const query = new URLSearchParams({ retour, ...(typeof hint === 'string' && { compte: hint.slice(0, 254) }) });
  return reply.redirect(`/connexion?${query}`, 303);
}

async function goOn(reply: FastifyReply, interaction: Interaction, result: Interaction['result']): Promise<FastifyReply> {
  interaction.result = result;
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
  return reply.redirect(interaction.returnTo, 303);
}

function asked(interaction: Interaction, client: Client): { asksConsent: boolean; scopes: string[] } {
  const scopes = String(interaction.params['scope'] ?? '').split(' ');
  const asksConsent = client['beffroi_asks_consent'] === true || interaction.prompt.name === 'consent';
  return { asksConsent, scopes: scopes.filter((scope) => client.scope?.split(' ').includes(scope)) };
}

function page(reply: FastifyReply, content: Html, targets: readonly string[]): FastifyReply {
  return reply
    .header('content-security-policy', targets.length > 0 ? withFormTargets(contentSecurityPolicy(), targets) : contentSecurityPolicy())
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(content.toString());
}

/** Proves that the form was shown to this person, in this session, for this question. */
function formKey(house: House, interaction: Interaction, who: SignedIn): string {
  return digestOf(house.settings, 'question', `${interaction.uid} ${who.sessionId}`).toString('base64url');
}

function isSame(presented: string, expected: string): boolean {
  const [one, other] = [Buffer.from(presented), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

async function recordRefusal(house: House, { personId, name, sessionId }: SignedIn, client: Client): Promise<void> {
  const organisation = String(client['beffroi_owner']);
  await inContext(house, { actor: { kind: 'person', personId, name, sessionId }, organisation }, (ctx) =>
    ctx.record({ what: 'people.application-refused', about: { application: client.clientId } }),
  );
}
