// SPDX-License-Identifier: EUPL-1.2
import type { Settings } from '../settings.ts';
import type { Mailer } from './mailer.ts';
import { openOutbox } from './outbox.ts';
import { openSmtp } from './smtp.ts';

/** The mailer that the settings name. Connects to nothing before the first message. */
export function openMailer(settings: Settings['mail']): Mailer {
  return settings.kind === 'smtp' ? openSmtp(settings.url) : openOutbox();
}
