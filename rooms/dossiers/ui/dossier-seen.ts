// SPDX-License-Identifier: EUPL-1.2
import type { OutputOf } from '#ui/api/endpoint.ts';
import type { readDossier } from '../contract.ts';

/** A dossier as its page reads it. */
export type DossierSeen = OutputOf<typeof readDossier>;
export type TransitionSeen = DossierSeen['transitions'][number];
export type PieceSeen = DossierSeen['pieces'][number];
export type HappeningSeen = DossierSeen['history'][number];
