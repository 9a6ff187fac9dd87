// SPDX-License-Identifier: EUPL-1.2
import type { RowOf } from '#ui/tables/columns.ts';
import type { listTeams } from '../../contract.ts';

export type Team = RowOf<typeof listTeams>;
