// SPDX-License-Identifier: EUPL-1.2
import { forgetSessions } from './sign-in/forget-sessions.ts';

export const jobs = [{ name: 'people.forget-sessions', cron: '41 3 * * *', handler: forgetSessions }];
