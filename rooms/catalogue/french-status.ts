// SPDX-License-Identifier: EUPL-1.2

/** What readers see of a status. */
export const frenchStatus = { draft: 'projet', voted: 'votée', 'in-force': 'en vigueur', archived: 'archivée' } as const;
