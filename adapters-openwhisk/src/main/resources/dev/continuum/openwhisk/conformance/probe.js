const crypto = require('crypto');
const instance = crypto.randomBytes(16).toString('hex');
let calls = 0;

// The action the conformance suite calls: says which instance answered, and does as it is told.
function main(params) {
  const call = ++calls;
  if (params.exit) process.exit(1);
  if (params.throw) throw new Error('thrown on purpose');
  if (params.fail) return { error: 'failed on purpose' };
  const out = { instance: instance, initialised: call === 1, tag: 'TAG' };
  if (params.echo !== undefined) out.echo = params.echo;
  return new Promise((resolve) => setTimeout(() => resolve(out), params.hold || 0));
}
