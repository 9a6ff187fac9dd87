// SPDX-License-Identifier: EUPL-1.2
const STREAM = '/api/me/notices/stream';
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 120_000;
const LONGEST_HESITATION_MS = 1_500;

/**
 * Calls back whenever the person's notices should be read again: something was told, or the stream was away and is back; and whenever what is
 * announced to everybody has changed. It listens only while
 * the page is looked at, since a browser grants one site six connections over HTTP/1.1 and people keep more tabs than that. Returns how to stop.
 */
export function hearNotices(readAgain: () => void, announced: () => void): () => void {
  let source: EventSource | null = null;
  let hearing: ReturnType<typeof setTimeout> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT_MS;

  const listen = (): void => {
    const opened = new EventSource(STREAM);
    source = opened;
    opened.onopen = () => {
      wait = FIRST_WAIT_MS;
      readAgain();
      announced();
    };
    opened.addEventListener('notices', readAgain);
    opened.addEventListener('announcements', () => {
      // Everybody hears it at once: they need not all ask within the same instant.
      hearing = setTimeout(announced, Math.random() * LONGEST_HESITATION_MS);
    });
    opened.onerror = () => {
      // The browser comes back by itself after a cut; after a refusal it gives up, and the reading tells why: session ended, server restarting.
      if (opened.readyState !== EventSource.CLOSED) return;
      readAgain();
      timer = setTimeout(listen, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
  };
  const hush = (): void => {
    clearTimeout(timer);
    clearTimeout(hearing);
    source?.close();
    source = null;
  };
  const follow = (): void => {
    hush();
    if (document.visibilityState === 'visible') listen();
  };

  follow();
  document.addEventListener('visibilitychange', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    hush();
  };
}
