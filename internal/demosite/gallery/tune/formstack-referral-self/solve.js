await typeAll({"[name=\"field90412014-first\"]": "A", "[name=\"field90412014-last\"]": "B", "[name=\"field90412021\"]": "A", "[name=\"field90412035M\"]": "Mar", "[name=\"field90412035D\"]": "24", "[name=\"field90412035Y\"]": "1987", "[name=\"field90412042\"]": "ann@example.com", "[name=\"field90412049_confirm\"]": "ann@example.com", "[name=\"field90412056\"]": "312-555-0142", "[name=\"field90412063-address\"]": "s", "[name=\"field90412063-city\"]": "c", "[name=\"field90412063-state\"]": "IL", "[name=\"field90412063-zip\"]": "60601", "[name=\"field90412077\"]": "Outpatient Counseling", "[name=\"field90412084\"]": "n", "[name=\"field90412098\"]": "p"});
await click('[name="field90412028"]');
await click('[name="field90412091"]');
await click('[name="field90412112"]');
await typeAll({"[name=\"field90412119\"]": "x", "[name=\"field90412126\"]": "y"});
await click('[name="field90412133[]"]');
await click('.fsSubmitButton');
