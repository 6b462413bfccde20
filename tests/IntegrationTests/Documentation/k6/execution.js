export default { vu: { get idInTest() { return globalThis.customer; } }, scenario: { startTime: Date.now() } };
