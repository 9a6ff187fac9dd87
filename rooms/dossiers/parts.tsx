// SPDX-License-Identifier: EUPL-1.2
/** What other rooms' screens may take: the acts of a dossier, in place. */
export { DossierActs } from './ui/dossier-acts.tsx';
