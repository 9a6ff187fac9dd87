// SPDX-License-Identifier: EUPL-1.2

/** The house's mark: a belfry and its bell. Decorative: the name always stands beside it. */
export function BeffroiMark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden focusable="false">
      <path
        fill="currentColor"
        fillRule="evenodd"
        d="M16 0.8 21.6 8v2.4H23V13h1.2v3H23v15h-4.2v-4.6a2.8 2.8 0 0 0-5.6 0V31H9V16H7.8v-3H9v-2.6h1.4V8L16 .8ZM12 16.8v4.7h8v-4.7a4 4 0 0 0-8 0Z"
      />
      <path
        fill="var(--bell)"
        d="M16 13.9c1.6 0 2.5 1.1 2.5 2.8 0 1.3.3 2 1 2.5v.6h-7v-.6c.7-.5 1-1.2 1-2.5 0-1.7.9-2.8 2.5-2.8Zm-.9 6.5h1.8a.9.9 0 0 1-1.8 0Z"
      />
    </svg>
  );
}
