// SPDX-License-Identifier: EUPL-1.2
import { serveDemonstration } from '../serve-demonstration.ts';

await serveDemonstration({ log: 'info', accounts: 1 });
