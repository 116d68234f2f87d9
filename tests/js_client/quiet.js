// Imported first: stdout is for answers only, and the library's own log goes nowhere (or to stderr, on request).
const say = process.env.LIAISON_JS_LOG ? console.error : () => {};
for (const name of ["log", "info", "debug", "trace", "warn", "error"]) console[name] = say;

// Node 20 has none yet.
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new this((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
};
