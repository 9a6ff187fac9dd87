// SPDX-License-Identifier: EUPL-1.2
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fixtureOffers } from './fixture-offers.ts';

const BODIES = [
  ['bouliac', 'Bouliac', 'commune'],
  ['coteaux-bordelais', 'CC Les Coteaux Bordelais', 'cc'],
  ['camblanes-et-meynac', 'Camblanes-et-Meynac', 'commune'],
  ['saint-caprais-de-bordeaux', 'Saint-Caprais-de-Bordeaux', 'commune'],
  ['ccas-de-bouliac', 'CCAS de Bouliac', 'ccas'],
  ['cenac', 'Cénac', 'commune'],
  ['latresne', 'Latresne', 'commune'],
  ['quinsac', 'Quinsac', 'commune'],
  ['syndicat-numerique', 'Syndicat numérique d’essai', 'syndicat'],
] as const;

const PERMISSIONS = ['catalogue.read', 'quotes.read', 'quotes.write', 'leave.request'];

const LINKS = [
  { label: 'Accessibilité : partiellement conforme', href: '/o/syndicat-numerique/accessibilite' },
  { label: 'Mentions légales', href: '/o/syndicat-numerique/mentions-legales' },
];

/** Answers like the house would: a session by cookie, lists paged and sorted, refusals as problem documents. */
export async function answerApi(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const cookie = request.headers.cookie ?? '';
  const key = `${request.method} ${url.pathname}`;
  const body = await bodyOf(request);
  if (key === 'POST /api/session') return signIn(response, body);
  if (key === 'DELETE /api/session') return send(response, 204, null, { 'set-cookie': 'who=; Max-Age=0; Path=/' });
  if (key === 'GET /api/appearance') return problem(response, 404, 'platform.not-found', 'Adresse inconnue.');
  if (key === 'GET /api/legal/links') return problem(response, 404, 'platform.not-found', 'Adresse inconnue.');
  if (!cookie.includes('who=')) return problem(response, 401, 'platform.sign-in-required', 'Connectez-vous pour continuer.');
  if (key === 'GET /api/me') return send(response, 200, me(cookie));
  if (key === 'GET /api/me/search') return send(response, 200, { hits: hits(url.searchParams.get('q') ?? '') });
  if (url.pathname === '/api/o/bouliac/legal/links') return send(response, 200, { links: LINKS });
  if (url.pathname.endsWith('/appearance')) return appearance(response, url.pathname);
  if (url.pathname.endsWith('/offers')) return send(response, 200, offers(url.searchParams));
  if (url.pathname.endsWith('/requests') && request.method === 'POST') return leaveRequest(response, body);
  if (url.pathname.endsWith('/broken'))
    return problem(response, 500, 'platform.unexpected', 'Une erreur inattendue s’est produite. Rien n’a été enregistré.');
  return problem(response, 404, 'platform.not-found', 'Adresse inconnue.');
}

function me(cookie: string): unknown {
  const mandates = BODIES.map(([slug, name, kind], index) => ({
    organisation: { id: `00000000-0000-7000-8000-00000000000${index}`, slug, name, kind },
    roles: ['secretary'],
    permissions: slug === 'cenac' ? ['catalogue.read'] : PERMISSIONS,
    rights: ['leave'],
  }));
  return {
    person: { id: '00000000-0000-7000-8000-0000000000aa', name: 'Agente d’essai' },
    mandates: cookie.includes('who=one') ? mandates.slice(0, 1) : mandates,
  };
}

function signIn(response: ServerResponse, body: Record<string, unknown>): void {
  if (body['password'] !== 'mot de passe d’essai')
    return problem(response, 401, 'people.wrong-credentials', 'Adresse électronique ou mot de passe inconnu.');
  send(
    response,
    200,
    { person: { id: '00000000-0000-7000-8000-0000000000aa' } },
    { 'set-cookie': `who=${body['email'] === 'une@exemple.fr' ? 'one' : 'all'}; Path=/` },
  );
}

function appearance(response: ServerResponse, path: string): void {
  if (!path.includes('syndicat-numerique')) return problem(response, 404, 'platform.not-found', 'Adresse inconnue.');
  send(response, 200, { name: 'Syndicat numérique d’essai', logo: null, colours: { accent: '#e6007e', tower: '#3b1f5b' } });
}

function hits(words: string): unknown[] {
  if (!'bouliac devis 2026'.includes(words.toLowerCase())) return [];
  return [
    { title: 'Devis n° 2026-014', detail: 'CC Les Coteaux Bordelais, envoyé le 12/10/2026', href: '/o/coteaux-bordelais/devis', source: 'Devis' },
  ];
}

function offers(query: URLSearchParams): unknown {
  const words = (query.get('q') ?? '').toLowerCase();
  const field = query.get('sort') ?? 'name';
  const direction = query.get('order') === 'desc' ? -1 : 1;
  const stratum = query.get('stratum');
  const found = fixtureOffers
    .filter((offer) => offer.name.toLowerCase().includes(words) && (!stratum || offer.stratum === stratum))
    .toSorted((a, b) => direction * (field === 'cents' ? a.cents - b.cents : a.name.localeCompare(b.name, 'fr')));
  const size = Number(query.get('size') ?? 25);
  const from = (Number(query.get('page') ?? 1) - 1) * size;
  return { rows: found.slice(from, from + size), total: found.length };
}

function leaveRequest(response: ServerResponse, body: Record<string, unknown>): void {
  const fields = [
    ...(body['from'] ? [] : [{ path: 'body.from', says: 'Indiquez le premier jour du congé.' }]),
    ...(typeof body['hours'] === 'number' && body['hours'] > 8 ? [{ path: 'body.hours', says: 'Une journée compte au plus 8 heures.' }] : []),
  ];
  if (fields.length > 0) return problem(response, 400, 'platform.invalid-input', 'La demande comporte des erreurs.', fields);
  if (body['reason'] === 'chevauche')
    return problem(response, 409, 'leave.overlaps', 'Cette demande en chevauche une autre, déjà acceptée.', [
      { path: 'from', says: 'Ce jour est déjà posé.' },
    ]);
  send(response, 201, { id: '00000000-0000-7000-8000-0000000000bb' });
}

function problem(response: ServerResponse, status: number, code: string, title: string, fields?: { path: string; says: string }[]): void {
  send(
    response,
    status,
    { type: `urn:beffroi:refus:${code}`, title, status, code, instance: 'req-7f3a91', ...(fields && { fields }) },
    { 'content-type': 'application/problem+json' },
  );
}

function send(response: ServerResponse, status: number, content: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(status === 204 ? undefined : JSON.stringify(content));
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // a request stream gives buffers
  return chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>) : {};
}
