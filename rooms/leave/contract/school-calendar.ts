// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: schoolCalendarRefusals, refuse: refuseSchoolFile } = defineRefusals({
  'leave.not-a-calendar': { status: 422, says: 'Ce fichier n’est pas un calendrier (iCalendar, .ics).' },
  'leave.no-school-break': { status: 422, says: 'Ce calendrier ne contient aucune vacance scolaire de cette année ou à venir.' },
});

export const importSchoolBreaks = endpoint('POST /leave/school-breaks/import', {
  summary: 'Ajoute les vacances scolaires d’un calendrier .ics, comme ceux que le ministère publie par zone. Répété, il n’ajoute rien.',
  body: z.strictObject({ content: z.base64('Le fichier n’a pas pu être lu.').max(3_000_000, 'Le fichier dépasse 2 Mo.') }),
  response: z.object({ added: z.int(), known: z.int().describe('Vacances du fichier qui étaient déjà là.') }),
  refusals: ['leave.not-a-calendar', 'leave.no-school-break', 'leave.too-wide'],
  bodyLimit: 3_500_000,
});
