// SPDX-License-Identifier: EUPL-1.2
import { NoticePage } from './notice-page.tsx';
import { legalNotice } from './notices.ts';

/** Who publishes and who hosts. */
export function Page() {
  return <NoticePage write={legalNotice} />;
}
