/**
 * Puts frames together: a message in bytes is a frame by itself, unless a message in text has announced how many bytes
 * the next ones are together.
 */
export function framesOf(tell: (frame: Uint8Array) => void): (message: Uint8Array | string) => void {
  let frame: Uint8Array | null = null;
  let filled = 0;
  return (message) => {
    if (typeof message === 'string') {
      const length = Number(message);
      frame = Number.isSafeInteger(length) && length > 0 ? new Uint8Array(length) : null;
      filled = 0;
      return;
    }
    if (!frame) return tell(message);
    frame.set(message.subarray(0, frame.length - filled), filled);
    filled += message.length;
    if (filled < frame.length) return;
    const whole = frame;
    frame = null;
    tell(whole);
  };
}
