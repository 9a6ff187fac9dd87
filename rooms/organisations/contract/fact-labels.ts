// SPDX-License-Identifier: EUPL-1.2
import type { FactName } from '../declared/fact-values.ts';

/** Facts as screens and files name them. Safe for the browser. */
export const factLabels: Readonly<Record<FactName, string>> = {
  name: 'Nom',
  parent: 'Rattachement',
  serves: 'Territoire desservi',
  population: 'Population',
  agents: 'Agents',
  budget: 'Budget',
  affiliated: 'Affiliée au CDG',
  hosted: 'Hébergée',
  siret: 'SIRET',
};
