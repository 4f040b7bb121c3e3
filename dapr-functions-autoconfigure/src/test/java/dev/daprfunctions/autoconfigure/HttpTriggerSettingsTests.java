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

package dev.daprfunctions.autoconfigure;

import java.beans.PropertyEditorSupport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.daprfunctions.annotation.DaprSecret;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.ui.Model;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DaprHttpTriggersAutoConfiguration} with what applications set for
 * Spring MVC.
 */
class HttpTriggerSettingsTests {

	private final WebApplicationContextRunner runner = HttpTriggerApplication.runner();

	@Test
	void whenApplicationHasOwnSettingsThenTheyAreTakenOver() {
		this.runner.withUserConfiguration(OwnSettings.class)
			.withBean(SettingsController.class)
			.withBean(SettingsAdvice.class)
			.run((context) -> {
				MockMvcTester mvc = MockMvcTester.from(context);
				assertThat(mvc.get().uri("/settings?part=a-b").header("X-User", "me")).hasStatusOk()
					.hasHeader("X-Advised", "yes")
					.hasHeader("X-Model", "model")
					.hasBodyTextEqualTo("s3cret of me for b");
				assertThat(mvc.get().uri("/settings/own")).hasStatus(299).hasBodyTextEqualTo("own: s3cret");
			});
	}

	record User(String name) {

	}

	record Part(String text) {

	}

	record Own(String text) {

	}

	@RestController
	static class SettingsController {

		@GetMapping("/settings")
		String settings(@DaprSecret(store = "vault", key = "key") String secret, User user, @RequestParam Part part,
				Model model, HttpServletResponse response) {
			response.setHeader("X-Model", (String) model.getAttribute("name"));
			return secret + " of " + user.name() + " for " + part.text();
		}

		@GetMapping("/settings/own")
		Own own(@DaprSecret(store = "vault", key = "key") String secret) {
			return new Own(secret);
		}

	}

	@ControllerAdvice
	static class SettingsAdvice implements ResponseBodyAdvice<Object> {

		@ModelAttribute("name")
		String name() {
			return "model";
		}

		@InitBinder
		void initBinder(WebDataBinder binder) {
			binder.registerCustomEditor(Part.class, new PropertyEditorSupport() {

				@Override
				public void setAsText(String text) {
					setValue(new Part(text.substring(text.indexOf('-') + 1)));
				}

			});
		}

		@Override
		public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
			return true;
		}

		@Override
		public Object beforeBodyWrite(Object body, MethodParameter returnType, MediaType selectedContentType,
				Class<? extends HttpMessageConverter<?>> selectedConverterType, ServerHttpRequest request,
				ServerHttpResponse response) {
			response.getHeaders().set("X-Advised", "yes");
			return body;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSettings implements WebMvcConfigurer {

		@Override
		public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
			resolvers.add(new HandlerMethodArgumentResolver() {

				@Override
				public boolean supportsParameter(MethodParameter parameter) {
					return parameter.getParameterType() == User.class;
				}

				@Override
				public Object resolveArgument(MethodParameter parameter, ModelAndViewContainer mavContainer,
						NativeWebRequest webRequest, WebDataBinderFactory binderFactory) {
					return new User(webRequest.getHeader("X-User"));
				}

			});
		}

		@Bean
		OwnConverter ownConverter() {
			return new OwnConverter();
		}

	}

	static class OwnConverter extends AbstractHttpMessageConverter<Own> {

		OwnConverter() {
			super(MediaType.ALL);
		}

		@Override
		protected boolean supports(Class<?> type) {
			return type == Own.class;
		}

		@Override
		protected Own readInternal(Class<? extends Own> type, HttpInputMessage inputMessage) {
			throw new UnsupportedOperationException();
		}

		@Override
		protected void writeInternal(Own own, HttpOutputMessage outputMessage) throws IOException {
			((ServerHttpResponse) outputMessage).setStatusCode(HttpStatusCode.valueOf(299));
			outputMessage.getBody().write(("own: " + own.text()).getBytes(StandardCharsets.UTF_8));
		}

	}

}
