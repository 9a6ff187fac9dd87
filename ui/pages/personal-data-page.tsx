// SPDX-License-Identifier: EUPL-1.2
import { NoticePage } from './notice-page.tsx';
import { personalDataNotice } from './notices.ts';

/** What is kept about people, and their rights. */
export function Page() {
  return <NoticePage write={personalDataNotice} />;
}
