/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package dev.daprfunctions.sidecar.component;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * File with a Configuration resource, which the Dapr runtime is started with.
 *
 * @param path the file
 * @param secretScopes what the application may read from secret stores
 * @param accessControl which applications may invoke the application
 * @since 0.1.0
 */
public record ConfigurationFile(Path path, List<SecretScope> secretScopes, AccessControl accessControl) {

	private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{([^}]*)}|([A-Za-z_][A-Za-z0-9_]*))");

	/**
	 * Read a configuration.
	 * @param path the file
	 * @param environment the environment variables, which the file may name
	 * @return the configuration
	 * @throws ComponentException if the Dapr runtime would not start with it
	 */
	public static ConfigurationFile read(Path path, Map<String, String> environment) {
		String content;
		try {
			content = expand(Files.readString(path), environment);
		}
		catch (IOException ex) {
			throw new ComponentException("Could not read the configuration file '%s'".formatted(path), ex);
		}
		try {
			Node node = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(content));
			return (node != null) ? of(path, YamlMapping.of(node, "resource").mapping("spec"))
					: new ConfigurationFile(path, List.of(), AccessControl.OPEN);
		}
		catch (MarkedYAMLException ex) {
			int line = (ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 1;
			throw malformed(path, line, ex);
		}
		catch (YAMLException ex) {
			throw malformed(path, 1, ex);
		}
		catch (ManifestException ex) {
			throw malformed(path, ex.line(), ex);
		}
	}

	private static ConfigurationFile of(Path path, YamlMapping spec) throws ManifestException {
		return new ConfigurationFile(path, secretScopes(spec.mapping("secrets")),
				AccessControl.of(spec.mapping("accessControl")));
	}

	private static ComponentException malformed(Path path, int line, Exception cause) {
		String problem = (cause instanceof MarkedYAMLException yaml) ? yaml.getProblem() : cause.getMessage();
		return new ComponentException("The configuration could not be read: %s: %s:%d".formatted(problem, path, line),
				cause);
	}

	private static String expand(String content, Map<String, String> environment) {
		Matcher matcher = VARIABLE.matcher(content);
		return matcher.replaceAll((match) -> {
			String name = (match.group(1) != null) ? match.group(1) : match.group(2);
			return Matcher.quoteReplacement(environment.getOrDefault(name, ""));
		});
	}

	private static List<SecretScope> secretScopes(YamlMapping secrets) throws ManifestException {
		List<SecretScope> scopes = new ArrayList<>();
		for (YamlMapping scope : secrets.mappings("scopes")) {
			scopes.add(new SecretScope(scope.text("storeName"), scope.text("defaultAccess"),
					scope.texts("allowedSecrets"), scope.texts("deniedSecrets"), scope.line()));
		}
		return scopes;
	}

	/**
	 * What the application may read from one secret store.
	 *
	 * @param storeName the name of the secret store
	 * @param defaultAccess the access to secrets that no list names
	 * @param allowedSecrets the names of the secrets that may be read
	 * @param deniedSecrets the names of the secrets that may not be read
	 * @param line the line in the file
	 */
	public record SecretScope(String storeName, String defaultAccess, List<String> allowedSecrets,
			List<String> deniedSecrets, int line) {
	}

}
