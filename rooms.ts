// SPDX-License-Identifier: EUPL-1.2
/** The rooms of the house, by name, floor by floor. Migrations and demonstration data follow this order. */
import type { Room } from '#platform/room.ts';
import adhesions from '#rooms/adhesions/room.ts';
import backup from '#rooms/backup/room.ts';
import billing from '#rooms/billing/room.ts';
import catalogue from '#rooms/catalogue/room.ts';
import dossiers from '#rooms/dossiers/room.ts';
import home from '#rooms/home/room.ts';
import leave from '#rooms/leave/room.ts';
import monitoring from '#rooms/monitoring/room.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import quotes from '#rooms/quotes/room.ts';
import reports from '#rooms/reports/room.ts';
import requests from '#rooms/requests/room.ts';
import rights from '#rooms/rights/room.ts';

export const rooms: readonly Room[] = [
  organisations,
  people,
  catalogue,
  quotes,
  rights,
  dossiers,
  adhesions,
  billing,
  leave,
  backup,
  monitoring,
  home,
  requests,
  reports,
];
