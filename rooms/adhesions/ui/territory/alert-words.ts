// SPDX-License-Identifier: EUPL-1.2
import type { TerritoryAlert } from '../../contract.ts';

export const alertLevelWords: Readonly<Record<TerritoryAlert['level'], { label: string; color: string }>> = {
  danger: { label: 'À traiter', color: 'red' },
  warning: { label: 'À surveiller', color: 'orange' },
  info: { label: 'À savoir', color: 'blue' },
};

export const alertCodes: Readonly<Record<TerritoryAlert['code'], string>> = {
  volume: 'Volume',
  amount: 'Montant à recompter',
  count: 'Compte',
  term: 'Échéance',
  certificate: 'Certificats',
  missing: 'Tripartites manquantes',
};
