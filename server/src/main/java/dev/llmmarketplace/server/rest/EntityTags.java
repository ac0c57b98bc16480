package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.core.receipt.Hash;
