// SPDX-License-Identifier: EUPL-1.2
/** What other rooms ask: to declare a type, to open a dossier and to move it, in their own transaction. */
export { addPiece, type NewPiece } from './add-piece.ts';
export { linkDossiers, sayInDossier } from './act-on-dossier.ts';
export { dossierAsSeen, journalAsSeen, pieceAsSeen } from './as-seen.ts';
export { hold, type Held, type Standpoint } from './append.ts';
export { digestsOf } from './digests-of.ts';
export { findDossier, type FoundDossier } from './find-dossier.ts';
export { dossierType, type DossierType, type Due, type Foreseen, type Step, type Transition } from './dossier-type.ts';
export { countDossiers, firstDossiers, pageDossiers, whoFollows, type Follow, type Followed } from './follow-dossiers.ts';
export { moveDossier, transitionsFor, type Move } from './move-dossier.ts';
export { piecesOf, type KeptPiece } from './pieces-of.ts';
export { openDossier, type NewDossier } from './open-dossier.ts';
export { openDossiersOf, openDossiersWith } from './open-dossiers-of.ts';
export { openedFor } from './opened-for.ts';
export { replaceParty } from './replace-party.ts';
export { actAs } from './standpoint.ts';
export { underWayFor } from './under-way.ts';
export { stateOf, type DossierState, type Facts } from './state.ts';
