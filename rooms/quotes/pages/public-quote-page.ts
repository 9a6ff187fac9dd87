// SPDX-License-Identifier: EUPL-1.2
import type { Html } from '#platform/http/html.ts';
import { publicPage, type PublicPage } from '#platform/http/public-page.ts';
import { stylePath } from './style.ts';

/** A public page of this room: the house's frame with the style of prices, tables and forms. */
export function publicQuotePage(page: PublicPage): Html {
  return publicPage({ ...page, styles: [stylePath] });
}
