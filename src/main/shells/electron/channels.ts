/** Names of the messages between main process and preload. */
export const channels = {
  /** renderer → main, answered: (name, input) → Result. */
  contract: 'lens:contract',
  /** renderer → main, answered: which of the native dialogs, and its subject → path or null. */
  choose: 'lens:choose',
  /** main → renderer: an event of the contract. */
  event: 'lens:event',
  /** main → renderer: the id of a command that the menu asks for. */
  command: 'lens:command',
} as const;
