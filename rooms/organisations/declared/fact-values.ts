// SPDX-License-Identifier: EUPL-1.2

/** What an operator may enter of a body beyond its public identity. Amounts in cents; bodies by id. */
export type Facts = {
  name: string;
  parent: string;
  serves: string[];
  population: number;
  agents: number;
  budget: number;
  affiliated: boolean;
  hosted: boolean;
  siret: string;
};

export type FactName = keyof Facts;
/** Null: it is no longer known. */
export type FactValue = Facts[FactName] | null;

export const factNames = [
  'name',
  'parent',
  'serves',
  'population',
  'agents',
  'budget',
  'affiliated',
  'hosted',
  'siret',
] as const satisfies readonly FactName[];
