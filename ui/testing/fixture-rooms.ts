// SPDX-License-Identifier: EUPL-1.2
import { IconCalendarEvent, IconFileEuro, IconListDetails } from '@tabler/icons-react';
import type { UiRoom } from '../room-ui.ts';

/** Rooms to try the shell with: they use every part once. */
export const uiRooms: readonly UiRoom[] = [
  { path: 'catalogue', label: 'Catalogue', icon: IconListDetails, load: () => import('./catalogue/ui.ts') },
  { path: 'devis', label: 'Devis', icon: IconFileEuro, load: () => import('./quotes/ui.ts') },
  { path: 'conges', label: 'Congés', icon: IconCalendarEvent, load: () => import('./leave/ui.ts') },
];
