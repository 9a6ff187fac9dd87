// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: directoryRefusals, refuse: refuseDirectory } = defineRefusals({
  'people.entry-unknown': { status: 404, says: 'Cette fiche n’existe pas dans l’annuaire de la collectivité.' },
  'people.entry-not-yours': { status: 403, says: 'Seules la personne et celles qui tiennent l’annuaire peuvent modifier cette fiche.' },
  'people.unit-unknown': { status: 404, says: 'Ce service n’existe pas dans la collectivité.' },
  'people.unit-named-twice': { status: 409, says: 'Un service de ce nom existe déjà au même endroit.' },
  'people.unit-under-itself': { status: 422, says: 'Un service ne peut pas dépendre de lui-même ni de l’un des siens.' },
  'people.unit-has-parts': { status: 409, says: 'Ce service en contient d’autres : déplacez-les ou supprimez-les d’abord.' },
  'people.photo-type': { status: 422, says: 'La photo doit être une image PNG, JPEG ou WebP.' },
  'people.photo-size': { status: 422, says: 'La photo pèse au plus 300 ko : réduisez-la.' },
});

export const levels = ['body', 'territory', 'public'] as const;
export type Level = (typeof levels)[number];
export const levelLabels: Readonly<Record<Level, string>> = {
  body: 'Ma collectivité seulement',
  territory: 'Les collectivités du territoire',
  public: 'Toutes les collectivités',
};

const level = z.enum(levels, 'Choisissez qui peut lire.');
const kind = z.enum(['agent', 'elected', 'external']);
const day = z.iso.date();
const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Saisissez au plus ${most} caractères.`)
    .transform((value) => (value === '' ? null : value))
    .nullable();
const phone = z
  .string()
  .trim()
  .refine(
    (value) => value === '' || /^\+?[0-9 ().-]{4,30}$/.test(value),
    'Saisissez un numéro de téléphone : chiffres, espaces, et un + devant l’indicatif.',
  )
  .transform((value) => (value === '' ? null : value))
  .nullable();

const line = z.object({
  id: z.uuid(),
  givenName: z.string(),
  familyName: z.string(),
  title: z.string(),
  kind,
  unit: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  mobile: z.string().nullable(),
  office: z.string().nullable(),
  hasPhoto: z.boolean(),
});
const levelsChosen = z.object({ identity: level.nullable(), contact: level.nullable(), photo: level.nullable() });
const policy = z.object({ identity: level, contact: level, photo: level });
const entry = line.extend({
  unitId: z.uuid().nullable(),
  skills: z.string().nullable(),
  delegation: z.string().nullable(),
  beginsOn: day,
  endsOn: day.nullable(),
  isMine: z.boolean(),
  chosen: levelsChosen.nullable().describe('Ce que la personne a choisi ; à elle seule.'),
  policy,
});
export type DirectoryEntry = z.infer<typeof entry>;
const id = z.object({ id: z.uuid() });

export const listDirectory = endpoint('GET /directory', {
  summary: 'L’annuaire de la collectivité.',
  query: z.object({
    q: z.string().trim().max(100).optional(),
    kind: kind.optional().catch(undefined),
    unit: z.uuid().optional().catch(undefined),
    sort: z.enum(['name', 'title', 'unit']).catch('name'),
    order: z.enum(['asc', 'desc']).catch('asc'),
    page: z.coerce.number().int().min(1).max(10_000).catch(1),
    size: z.coerce.number().int().min(1).max(100).catch(25),
  }),
  response: z.object({ rows: z.array(line), total: z.int() }),
});

export const searchDirectory = endpoint('GET /directory/search', {
  summary: 'Cherche dans l’annuaire de la collectivité et, selon ce que chacun a ouvert, dans celui des autres.',
  query: z.object({ q: z.string().trim().min(2, 'Saisissez au moins deux lettres.').max(100) }),
  response: z.object({
    rows: z.array(
      line.omit({ hasPhoto: true }).extend({
        body: z.string(),
        slug: z.string(),
        skills: z.string().nullable(),
        delegation: z.string().nullable(),
        isOwn: z.boolean(),
      }),
    ),
  }),
});

export const readEntry = endpoint('GET /directory/entries/:id', {
  summary: 'Une fiche de l’annuaire.',
  params: id,
  response: entry,
  refusals: ['people.entry-unknown'],
});

export const changeEntry = endpoint('PUT /directory/entries/:id', {
  summary: 'Modifier une fiche. La personne elle-même ne change ni son service ni ses délégations.',
  params: id,
  body: z.strictObject({
    phone,
    mobile: phone,
    office: text(100),
    skills: text(500),
    delegation: text(500).optional(),
    unitId: z.uuid().nullable().optional(),
  }),
  refusals: ['people.entry-unknown', 'people.entry-not-yours', 'people.unit-unknown'],
});

export const chooseLevels = endpoint('PUT /directory/entries/:id/levels', {
  summary: 'Choisir qui lit ma fiche ; nul laisse le choix de la collectivité.',
  params: id,
  body: levelsChosen.strict(),
  refusals: ['people.entry-unknown', 'people.entry-not-yours'],
});

export const MOST_PHOTO_BYTES = 300_000;
export const setPhoto = endpoint('PUT /directory/entries/:id/photo', {
  summary: 'Mettre une photo sur une fiche.',
  params: id,
  body: z.strictObject({ content: z.base64('La photo n’a pas pu être lue.').max(MOST_PHOTO_BYTES * 2) }),
  refusals: ['people.entry-unknown', 'people.entry-not-yours', 'people.photo-type', 'people.photo-size'],
});
export const removePhoto = endpoint('DELETE /directory/entries/:id/photo', {
  summary: 'Retirer la photo d’une fiche.',
  params: id,
  refusals: ['people.entry-unknown', 'people.entry-not-yours'],
});
export const readPhoto = endpoint('GET /directory/entries/:id/photo', {
  answer: 'file',
  summary: 'La photo d’une fiche.',
  params: id,
  refusals: ['people.entry-unknown'],
});

const unit = z.object({
  id: z.uuid(),
  name: z.string(),
  parentId: z.uuid().nullable(),
  headId: z.uuid().nullable(),
  head: z.string().nullable(),
  members: z.array(z.object({ id: z.uuid(), name: z.string(), title: z.string() })),
});
export type Unit = z.infer<typeof unit>;
const unitInput = z.strictObject({
  name: z.string('Saisissez le nom du service.').trim().min(1, 'Saisissez le nom du service.').max(120, 'Saisissez au plus 120 caractères.'),
  parentId: z.uuid().nullable(),
  headId: z.uuid().nullable(),
});
const unitFaults = ['people.unit-unknown', 'people.unit-named-twice', 'people.unit-under-itself', 'people.entry-unknown'];

export const listUnits = endpoint('GET /directory/units', {
  summary: 'Les services de la collectivité, leur responsable et leurs membres ; puis ceux qui ne sont dans aucun.',
  response: z.object({ units: z.array(unit), outside: unit.shape.members }),
});
export const addUnit = endpoint('POST /directory/units', {
  summary: 'Ajouter un service.',
  body: unitInput,
  response: z.object({ id: z.uuid() }),
  refusals: unitFaults,
});
export const changeUnit = endpoint('PUT /directory/units/:id', {
  summary: 'Modifier un service.',
  params: id,
  body: unitInput,
  refusals: unitFaults,
});
export const removeUnit = endpoint('DELETE /directory/units/:id', {
  summary: 'Supprimer un service ; ses membres n’en ont plus.',
  params: id,
  refusals: ['people.unit-unknown', 'people.unit-has-parts'],
});
export const printOrganigramme = endpoint('GET /directory/organigramme.pdf', {
  answer: 'file',
  summary: 'L’organigramme, à imprimer (PDF accessible).',
});

export const readDirectoryPolicy = endpoint('GET /directory/policy', {
  summary: 'Qui lit l’annuaire de la collectivité quand la personne n’a rien choisi.',
  response: policy,
});
export const chooseDirectoryPolicy = endpoint('PUT /directory/policy', {
  summary: 'Choisir qui lit l’annuaire de la collectivité quand la personne n’a rien choisi.',
  body: policy.strict(),
});

const chosen = z.object({
  ids: z
    .string()
    .max(20_000)
    .transform((value) => value.split(',').filter((one) => one !== ''))
    .pipe(z.array(z.uuid()).max(500))
    .optional()
    .describe('Fiches, séparées par des virgules ; toutes si rien n’est dit.'),
});
export const exportCards = endpoint('GET /directory/annuaire.vcf', {
  answer: 'file',
  summary: 'Les fiches en vCard 4.0 (RFC 6350).',
  query: chosen,
});
export const exportDirectory = endpoint('GET /directory/annuaire.csv', { answer: 'file', summary: 'L’annuaire en CSV, qui se réimporte tel quel.' });
