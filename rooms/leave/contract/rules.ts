// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: ruleRefusals, refuse: refuseRule } = defineRefusals({
  'leave.rule-against-law': { status: 422, says: '{says}' },
  'leave.rule-value': { status: 422, says: 'Cette valeur n’est pas de la forme attendue pour « {label} ».' },
  'leave.rule-overlaps': { status: 409, says: 'Une autre valeur est déjà décidée à partir du {day} : retirez-la d’abord.' },
  'leave.rule-in-closed-year': { status: 409, says: 'L’année {year} est close : une règle nouvelle commence au plus tôt le 1er janvier {next}.' },
  'leave.unknown-rule': { status: 404, says: 'Cette règle n’existe pas dans la collectivité.' },
});

const day = z.iso.date('Saisissez une date complète.');
export const ruleKeys = [
  'leave.rounding',
  'leave.rtt',
  'leave.carry-over-until',
  'leave.longest-absence',
  'leave.kept-months',
  'leave.kept-weeks',
  'leave.cet-paid-days',
] as const;

const value = z
  .union([
    z.string().max(40),
    z.number(),
    z.null(),
    z.array(z.strictObject({ minutes: z.int().min(0).max(2880), days: z.int().min(0).max(6000) })).max(30),
  ])
  .describe(
    'Selon la règle : une durée, un mois-jour, un arrondi, un nombre de jours payés ou rien, ou des jours de RTT (centièmes) par minutes hebdomadaires.',
  );

const wanted = {
  rule: z.enum(ruleKeys, 'Choisissez une règle.'),
  value,
  text: z.string().trim().min(3, 'Citez la délibération.').max(300),
  from: day,
  until: day.nullish(),
};

export const listRules = endpoint('GET /leave/rules', {
  summary: 'Les règles que la collectivité peut fixer dans la limite de la loi : ce que dit le texte, ce qu’elle a décidé, ce qui vaut aujourd’hui.',
  query: z.object({}),
  response: z.object({
    rows: z.array(
      z.object({
        rule: z.enum(ruleKeys),
        label: z.string(),
        bound: z.enum(['at-least', 'at-most', 'freely']).describe('Ce que la collectivité peut fixer : au moins, au plus, ou librement.'),
        law: z.object({ value, text: z.string(), from: day }),
        today: value,
        isOwn: z.boolean(),
        own: z.array(z.object({ id: z.uuid(), value, text: z.string(), from: day, until: day.nullable(), mayRemove: z.boolean() })),
      }),
    ),
  }),
});

export const setRule = endpoint('POST /leave/rules', {
  summary: 'Fixe une règle à partir d’un jour ; celle d’avant s’arrête la veille, et les compteurs des années ouvertes suivent.',
  body: z.strictObject(wanted),
  response: z.object({ id: z.uuid(), changed: z.int().describe('Agents dont un compteur a changé.') }),
  refusals: ['leave.rule-against-law', 'leave.rule-value', 'leave.rule-overlaps', 'leave.rule-in-closed-year', 'leave.runs-backwards'],
});

export const removeRule = endpoint('DELETE /leave/rules/:id', {
  summary: 'Retire une règle qui n’a compté pour aucune année close ; les compteurs suivent.',
  params: z.object({ id: z.uuid() }),
  refusals: ['leave.unknown-rule', 'leave.rule-in-closed-year'],
});

export const simulateRule = endpoint('POST /leave/rules/simulation', {
  summary: 'Dit qui gagnerait ou perdrait quoi si une règle valait, sur les compteurs réels. Rien n’est enregistré.',
  body: z.strictObject({ ...wanted, text: wanted.text.default('Simulation') }),
  response: z.object({
    year: z.int(),
    agents: z.int().describe('Agents examinés.'),
    rows: z
      .array(
        z.object({
          agentId: z.uuid(),
          name: z.string(),
          unit: z.enum(['day', 'hour']),
          what: z.string(),
          before: z.string(),
          after: z.string(),
          gain: z.number().describe('En jours, ou en minutes pour un compte en heures ; négatif pour une perte.'),
        }),
      )
      .describe('Ceux pour qui quelque chose changerait.'),
  }),
  refusals: ['leave.rule-against-law', 'leave.rule-value', 'leave.rule-overlaps', 'leave.rule-in-closed-year', 'leave.runs-backwards'],
});
