// SPDX-License-Identifier: EUPL-1.2
import { serveDemonstration } from '../serve-demonstration.ts';

// Ten tries in ten minutes are easy on one account: twenty seconds of fifty a second stay below.
await serveDemonstration({ log: 'warn', accounts: 130, environment: { TRUSTED_PROXIES: '127.0.0.1' } });
