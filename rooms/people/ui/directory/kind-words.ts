// SPDX-License-Identifier: EUPL-1.2
export const kindLabels = { agent: 'Agent', elected: 'Élu', external: 'Intervenant extérieur' } as const;

export const kindOptions = Object.entries(kindLabels).map(([value, label]) => ({ value, label }));
