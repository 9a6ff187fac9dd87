// SPDX-License-Identifier: EUPL-1.2
/** The pictures, in the order in which they are taken: a later one shows what an earlier one did. */
import { accessShots } from './access-shots.ts';
import { backupShots } from './backup-shots.ts';
import { billingShots } from './billing-shots.ts';
import { catalogueShots } from './catalogue-shots.ts';
import { memberShots } from './member-shots.ts';
import { dossierShots } from './dossier-shots.ts';
import { homeShots } from './home-shots.ts';
import { directoryShots } from './directory-shots.ts';
import { monitoringShots } from './monitoring-shots.ts';
import { leaveShots } from './leave-shots.ts';
import { quoteShots } from './quote-shots.ts';
import { rightsShots } from './rights-shots.ts';
import { registerShots } from './register-shots.ts';
import type { Shot } from './shot.ts';
import { simulatorShots } from './simulator-shots.ts';
import { templateShots } from './template-shots.ts';
import { territoryShots } from './territory-shots.ts';

export const shots: readonly Shot[] = [
  ...simulatorShots,
  ...homeShots,
  ...memberShots,
  ...territoryShots,
  ...directoryShots,
  ...accessShots,
  ...rightsShots,
  ...backupShots,
  ...quoteShots,
  ...catalogueShots,
  ...billingShots,
  ...dossierShots,
  ...registerShots,
  ...templateShots,
  ...monitoringShots,
  ...leaveShots,
];
